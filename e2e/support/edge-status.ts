import type { System } from "./system.ts";
import type { Viewer } from "./viewer.ts";

/** The status as the phone's API tells it to the first viewer, whose phone is paired. */
export async function edgeStatus(
  { stack }: System,
  [first]: readonly Viewer[],
): Promise<{ readonly mirrorSeenAt: number | null }> {
  const token = await first?.page.evaluate(() => localStorage.getItem("mikro-dash.token") ?? "");
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${stack.urls.edge}/api/v1/status`, { headers })).json() as never;
}
