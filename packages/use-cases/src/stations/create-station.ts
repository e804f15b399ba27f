import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import type { RatePerHour } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { createRegister } from "../store/register.ts";
import { presentStation } from "./station-rows.ts";

export interface CreateStation {
  readonly id?: string;
  readonly name: string;
  readonly nameAr: string;
  readonly hourlyRate: RatePerHour;
  readonly hourlyRateMulti?: RatePerHour | null;
  readonly macAddress?: string | null;
  readonly sortOrder?: number;
  readonly outOfOrder?: boolean;
}

/** Adds a station. Without `sortOrder` it shares the last place and is sorted by name there. */
export async function createStation({ id, ...said }: CreateStation, ctx: Context) {
  const row = {
    name: said.name,
    nameAr: said.nameAr,
    macAddress: said.macAddress ?? null,
    hourlyRate: said.hourlyRate,
    hourlyRateMulti: said.hourlyRateMulti ?? null,
    sortOrder: said.sortOrder ?? LAST,
    outOfOrder: said.outOfOrder ?? false,
  };
  const made = await createRegister(ctx, psStations, {
    verb: "station.create",
    id: id as StationId,
    said,
    row,
  });
  return made.ok ? ok(presentStation(made.value)) : made;
}

const LAST = 1000;
