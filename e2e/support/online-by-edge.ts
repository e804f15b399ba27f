import { phoneClient, type System } from "./system.ts";
import type { Viewer } from "./viewer.ts";

/** Vouchers that are online as the phone's API tells it to the first viewer, whose phone is paired. */
export async function onlineByEdge(
  { stack }: System,
  [first]: readonly Viewer[],
): Promise<readonly string[]> {
  const token = await first?.page.evaluate(() => localStorage.getItem("mikro-dash.token"));
  const { items } = await phoneClient(stack.urls.edge, token ?? "").call("listWifiSessions", {});
  return items.map(({ voucherCode }) => voucherCode);
}
