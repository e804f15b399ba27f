import type { System } from "./system.ts";

/** The hand inside the simulated router. */
export async function control(
  { stack }: System,
  verb: "login" | "traffic" | "device",
  body: object,
): Promise<void> {
  const address = `${stack.urls.simulatorControl}/${verb}`;
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
}
