import { devices } from "@mikro-dash/db-schema/tables/people";
import type { DeviceId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { idIsFree } from "../store/repeat.ts";
import { insertRow } from "../store/rows.ts";
import { randomCode, sha256 } from "./token.ts";

export interface Pairing {
  readonly code: string;
  readonly url: string;
  readonly expiresAt: EpochMs;
}

const VALID_MS = 2 * 60_000;
/** 16 characters of 5 bits: 80 bits cannot be guessed in two minutes, and still fit a QR code that scans in the dark. */
const CODE_LENGTH = 16;

/**
 * Invites one phone: a code that works once, for two minutes. Only its hash is stored, so the same `id` cannot be
 * answered twice: ID_REUSED.
 */
export function createPairing(
  input: { readonly id?: string },
  ctx: Context,
): Promise<Result<Pairing, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const id = (input.id ?? ids.next()) as DeviceId;
    const byId = store.db.select().from(devices).where(eq(devices.id, id));
    const [taken] = await store.read([byId]);
    if (taken.length > 0) return err({ code: "ID_REUSED" });
    const code = randomCode(ctx.randomBytes(CODE_LENGTH));
    const expiresAt = epochMs(clock.now() + VALID_MS);
    const invitation = insertRow(ctx, devices, {
      id,
      deletedAt: null,
      name: "",
      pairingHash: await sha256(code),
      pairingExpiresAt: expiresAt,
      tokenHash: null,
      pairedAt: null,
    });
    const log = activityRow(ctx, { verb: "device.invite", rowIds: [id] });
    await store.write([idIsFree(id, devices)], [invitation, log], [byId]);
    return ok({ code, url: `${ctx.phoneUrl}/pair?code=${code}`, expiresAt });
  });
}
