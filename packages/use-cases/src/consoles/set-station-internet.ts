import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { attempt } from "../store/attempt.ts";
import { logLine, repeatOf } from "../store/repeat.ts";
import { NO_ROUTER } from "../wifi/router-access.ts";
import { writeLine } from "../wifi/write-line.ts";
import { internetOf, type StationInternet } from "./station-internet.ts";

export interface SetStationInternet {
  readonly stationId: StationId;
  readonly allowed: boolean;
  readonly id?: string;
}

/**
 * Cuts the console of a station off the internet, or lets it through again; the answer is what the firewall says then.
 * The same command again does not undo what was switched since. NOT_FOUND (no such station), STATION_WITHOUT_ADDRESS,
 * CONSOLE_NOT_SEEN (the router has given it no address that could be cut off), ID_REUSED, ROUTER_UNAVAILABLE, ROUTER_REFUSED.
 */
export function setStationInternet(
  { stationId, allowed, id: given }: SetStationInternet,
  ctx: Context,
): Promise<Result<StationInternet, Refusal>> {
  return attempt(async () => {
    const { store, router } = ctx;
    if (!router) return err(NO_ROUTER);
    const id = given ?? ctx.ids.next();
    const said = { stationId, allowed };
    const named = and(eq(psStations.id, stationId), isNull(psStations.deletedAt));
    const [[log], [station]] = await store.read([
      logLine(store.db, id),
      store.db.select().from(psStations).where(named),
    ]);
    const repeat = repeatOf({ log, row: undefined }, { verb: VERB, said });
    if (repeat === "reused") return err({ code: "ID_REUSED" });
    if (!station) return err({ code: "NOT_FOUND" });
    const { macAddress } = station;
    if (macAddress === null) return err({ code: "STATION_WITHOUT_ADDRESS" });
    if (repeat === "same") {
      const [now] = await internetOf([station], router, ctx);
      return now ? ok(now) : err({ code: "NOT_FOUND" });
    }
    const set = await router.setInternet(macAddress, allowed);
    if (!set.ok) return set.error.code === "NOT_FOUND" ? err({ code: "CONSOLE_NOT_SEEN" }) : set;
    await writeLine(ctx, { id, verb: VERB, rowIds: [stationId], detail: { ...said, macAddress } });
    return ok({
      stationId,
      state: set.value.allowed ? "on" : "off",
      asOf: ctx.clock.now(),
      obstacle: set.value.ipAddress === null ? "not-seen" : null,
    });
  });
}

const VERB = "station.internet";
