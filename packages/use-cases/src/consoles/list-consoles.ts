import { consoleState } from "@mikro-dash/domain/console/sight";
import { ok } from "@mikro-dash/domain/result";
import { businessDay } from "@mikro-dash/domain/time/business-day";
import { DAY_MS, epochMs, MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { allStations } from "../stations/station-rows.ts";
import { settingRows, settingsOf } from "../system/shop-settings.ts";

const DAYS = 7;

/**
 * Whether the console of each station is on, with the age of the look that says so; and, in the shop, how long it was
 * on without a session, day by day. A station without an address is unknown.
 */
export async function listConsoles(_input: unknown, ctx: Context) {
  const { store, clock, wifi, consoleDays } = ctx;
  const [stations, rows] = await store.read([allStations(store.db), settingRows(store.db)]);
  const hasAddress = stations.some((station) => station.macAddress !== null);
  const { asOf, items: devices } = hasAddress ? await wifi.devices() : { asOf: null, items: [] };
  const now = clock.now();
  const online = new Set(devices.filter((one) => one.isOnline).map((one) => one.macAddress.toUpperCase()));
  const first = businessDay(epochMs(now - (DAYS - 1) * DAY_MS), settingsOf(rows));
  const days = consoleDays ? await consoleDays.since(first) : null;
  const items = stations.map(({ id, macAddress }) => {
    const isOnline = macAddress !== null && online.has(macAddress.toUpperCase());
    const look = macAddress === null || asOf === null ? undefined : { isOnline, seenAt: asOf };
    return {
      stationId: id,
      state: consoleState(look, now),
      asOf: look?.seenAt ?? null,
      days:
        days
          ?.filter((day) => day.stationId === id)
          .map(({ date, onlineMs, idleMs }) => ({
            date,
            onlineMinutes: Math.round(onlineMs / MINUTE_MS),
            idleMinutes: Math.round(idleMs / MINUTE_MS),
          })) ?? null,
    };
  });
  return ok({ items });
}
