import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { updateRegister } from "../store/register.ts";
import type { CreateStation } from "./create-station.ts";
import { presentStation } from "./station-rows.ts";

export type UpdateStation = { readonly id: StationId } & Partial<Omit<CreateStation, "id">>;

/** Changes a station; open sessions keep the rate of their segments. NOT_FOUND. */
export async function updateStation({ id, ...changes }: UpdateStation, ctx: Context) {
  const changed = await updateRegister(ctx, psStations, { verb: "station.update", id, changes });
  return changed.ok ? ok(presentStation(changed.value)) : changed;
}
