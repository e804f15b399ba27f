import { devices } from "@mikro-dash/db-schema/tables/people";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { guard } from "../store/guard.ts";
import { observe, updateRow } from "../store/rows.ts";
import { devicesWithRevocation, presentDevice } from "./device-rows.ts";
import { sha256 } from "./token.ts";

export interface PairedDevice {
  /** 256 bits; shown once, stored as a hash. */
  readonly token: string;
  readonly device: ReturnType<typeof presentDevice>;
}

/** Trades a pairing code for a device token. PAIRING_INVALID: wrong, used, revoked or expired; which one is not said. */
export function pairDevice(
  input: { readonly code: string; readonly name: string },
  ctx: Context,
): Promise<Result<PairedDevice, Refusal>> {
  return attempt(async () => {
    const { store, clock } = ctx;
    const pairingHash = await sha256(input.code.trim().toUpperCase());
    const [[found]] = await store.read([
      devicesWithRevocation(store.db).where(eq(devices.pairingHash, pairingHash)),
    ]);
    const open =
      found &&
      found.revocation === null &&
      found.device.tokenHash === null &&
      found.device.pairingExpiresAt !== null;
    if (!open || (found.device.pairingExpiresAt ?? 0) < clock.now()) return err({ code: "PAIRING_INVALID" });
    observe(ctx, [found.device]);
    const { id, updatedAt } = found.device;
    const token = hex(ctx.randomBytes(32));
    const paired = updateRow(ctx, devices, id, {
      name: input.name,
      tokenHash: await sha256(token),
      pairedAt: clock.now(),
      pairingHash: null,
      pairingExpiresAt: null,
    });
    const unused = guard(
      updatedAt,
      sql`(SELECT ${devices.updatedAt} FROM ${devices} WHERE ${devices.id} = ${id})`,
    );
    const readBack = devicesWithRevocation(store.db).where(eq(devices.id, id));
    const [[after]] = await store.write(
      [unused],
      [paired, activityRow(ctx, { verb: "device.pair", rowIds: [id] })],
      [readBack],
    );
    if (!after) throw new Error("a device that was just paired cannot be read");
    return ok({ token, device: presentDevice(after) });
  });
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
