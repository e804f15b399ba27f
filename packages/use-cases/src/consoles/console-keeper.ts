import {
  afterLook,
  BELIEVED_MS,
  type ConsoleSight,
  type ConsoleStation,
  decideConsole,
} from "@mikro-dash/domain/console/sight";
import type { StationId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import type { Result } from "@mikro-dash/domain/result";
import { businessDay } from "@mikro-dash/domain/time/business-day";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { pauseSession } from "../sessions/pause-session.ts";
import { startSession } from "../sessions/start-session.ts";
import { getBoard } from "../stations/get-board.ts";
import { allStations } from "../stations/station-rows.ts";
import { settingRows, settingsOf } from "../system/shop-settings.ts";
import type { RouterDevice, Sourced } from "../wifi/wifi-source.ts";
import type { ConsoleDay } from "./console-days.ts";

type Board = Extract<Awaited<ReturnType<typeof getBoard>>, { ok: true }>["value"];
type Station = Board["stations"][number];

/** What was done for a station, and whether it was accepted. */
export interface KeptConsole {
  readonly stationId: StationId;
  readonly action: "start" | "pause";
  readonly result: Result<unknown, Refusal>;
}

/**
 * Remembers what the looks at the consoles told, counts how long they play unpaid, and starts and pauses sessions where
 * the owner wants it. Forgets with the process: after a restart nothing is done before the consoles were seen again.
 */
export class ConsoleKeeper {
  readonly #sights = new Map<StationId, ConsoleSight>();

  /** Whether any station has an address to look for: else the router need not be asked. */
  async isNeeded({ store }: Context): Promise<boolean> {
    const [stations] = await store.read([allStations(store.db)]);
    return stations.some((station) => station.macAddress !== null);
  }

  /** @param devices of the router; an old list (`cached`) is no look: nothing is learnt from it, nothing done */
  async look(devices: Sourced<RouterDevice>, ctx: Context): Promise<readonly KeptConsole[]> {
    if (devices.source !== "live" || devices.asOf === null) return [];
    const board = await getBoard({}, ctx);
    if (!board.ok) return [];
    const [rows] = await ctx.store.read([settingRows(ctx.store.db)]);
    const settings = settingsOf(rows);
    const online = new Set(
      devices.items.filter((one) => one.isOnline).map((one) => one.macAddress.toUpperCase()),
    );
    const kept: KeptConsole[] = [];
    const days: ConsoleDay[] = [];
    for (const station of board.value.stations) {
      if (station.macAddress === null) {
        this.#sights.delete(station.id);
        continue;
      }
      const before = this.#sights.get(station.id);
      const sight = afterLook(before, online.has(station.macAddress.toUpperCase()), devices.asOf);
      this.#sights.set(station.id, sight);
      const onlineMs = onBetween(before, sight);
      if (onlineMs > 0) {
        const date = businessDay(devices.asOf, settings);
        days.push({ stationId: station.id, date, onlineMs, idleMs: station.session ? 0 : onlineMs });
      }
      const wanted = decideConsole(sight, standing(station), settings, ctx.clock.now());
      if (wanted === null) continue;
      const result = await carryOut(wanted, station, ctx);
      if (result) kept.push({ stationId: station.id, action: wanted.action, result });
    }
    if (days.length > 0) await ctx.consoleDays?.add(days);
    return kept;
  }
}

/** The time between two looks that both found it on. */
function onBetween(before: ConsoleSight | undefined, now: ConsoleSight): number {
  if (!before?.isOnline || !now.isOnline) return 0;
  const passed = now.seenAt - before.seenAt;
  return passed <= BELIEVED_MS ? Math.max(0, passed) : 0;
}

function standing({ outOfOrder, deleted, session, lastClosing }: Station): ConsoleStation {
  const stretch = session?.segments.at(-1)?.startedAt;
  return {
    outOfOrder: outOfOrder || deleted,
    session: session && { status: session.status, stretchFrom: stretch ?? session.startedAt },
    lastEndedAt: lastClosing?.endedAt ?? null,
  };
}

function carryOut(
  { action, at }: { readonly action: "start" | "pause"; readonly at: EpochMs },
  { id, session }: Station,
  ctx: Context,
): Promise<Result<unknown, Refusal>> | undefined {
  if (action === "start") return startSession({ stationId: id, at }, ctx);
  return session ? pauseSession({ sessionId: session.id, at }, ctx) : undefined;
}
