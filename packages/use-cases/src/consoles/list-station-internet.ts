import { err, ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { allStations } from "../stations/station-rows.ts";
import { NO_ROUTER } from "../wifi/router-access.ts";
import { internetOf } from "./station-internet.ts";

/** Whether the console of each station reaches the internet, with the age of the look that says so. ROUTER_UNAVAILABLE: none is configured. */
export async function listStationInternet(_input: unknown, ctx: Context) {
  const { store, router } = ctx;
  if (!router) return err(NO_ROUTER);
  const [stations] = await store.read([allStations(store.db)]);
  return ok({ items: await internetOf(stations, router, ctx) });
}
