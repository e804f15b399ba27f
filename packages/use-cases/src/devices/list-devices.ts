import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { pairedDevices, presentDevice } from "./device-rows.ts";

/** Phones that were paired, revoked ones too. Open invitations are not listed. */
export async function listDevices(_input: unknown, { store }: Context) {
  const [rows] = await store.read([pairedDevices(store.db)]);
  return ok({ items: rows.map(presentDevice) });
}
