import { ok } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";

/** Who is online on the hotspot. */
export async function listWifiSessions(_input: unknown, ctx: Context) {
  await ctx.store.admit();
  const { items, ...provenance } = await ctx.wifi.sessions();
  return ok({
    ...provenance,
    items: items.map((row) => ({
      ...row,
      startedAt: row.startedAt === null ? null : epochMs(row.startedAt),
    })),
  });
}

/** Devices that the router has given an address or a radio link. */
export async function listWifiDevices(_input: unknown, ctx: Context) {
  await ctx.store.admit();
  return ok(await ctx.wifi.devices());
}

/** The WiFi networks of the router. */
export async function listWifiNetworks(_input: unknown, ctx: Context) {
  await ctx.store.admit();
  return ok(await ctx.wifi.networks());
}
