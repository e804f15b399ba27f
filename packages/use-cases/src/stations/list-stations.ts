import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { allStations, presentStation } from "./station-rows.ts";

/** Every station that was not deleted, in the shop's order. */
export async function listStations(_input: unknown, { store }: Context) {
  const [rows] = await store.read([allStations(store.db)]);
  return ok({ items: rows.map(presentStation) });
}
