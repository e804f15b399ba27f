import type { Environment } from "@mikro-dash/service/variables";
import { readConfig } from "../config.ts";

/** Asks the running local-api for a pairing link, and prints it. */
export async function pair(env: Environment, say: (line: string) => void): Promise<void> {
  const { port } = readConfig(env);
  const address = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${address}/api/v1/devices/pairings`, { method: "POST" }).catch(() => {
    throw new Error(`local-api does not answer at ${address}; start it first, or set PORT.`);
  });
  if (!answer.ok) throw new Error(`local-api at ${address} answered ${answer.status}.`);
  const { url, expiresAt } = (await answer.json()) as { url: string; expiresAt: number };
  say(url);
  say(`Open it on the phone before ${new Date(expiresAt).toLocaleTimeString()}; it works once.`);
}
