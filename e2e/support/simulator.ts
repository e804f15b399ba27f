import type { System } from "./system.ts";

/** The hand inside the simulated router. */
export async function control(
  { stack }: System,
  verb: "login" | "logout" | "traffic" | "device" | "command" | "faults" | "reboot" | "power-cut",
  body: object,
): Promise<void> {
  const address = `${stack.urls.simulatorControl}/${verb}`;
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
}

/** Seconds since the simulated router began. */
export async function uptimeOf({ stack }: System): Promise<number> {
  const answer = await fetch(`${stack.urls.simulatorControl}/state`);
  return ((await answer.json()) as { readonly uptimeSeconds: number }).uptimeSeconds;
}
