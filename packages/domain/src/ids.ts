import type { Brand } from "./brand.ts";
import type { Clock } from "./time/clock.ts";
import type { EpochMs } from "./time/epoch-ms.ts";

export type SessionId = Brand<string, "SessionId">;
export type StationId = Brand<string, "StationId">;
export type SegmentId = Brand<string, "SegmentId">;
export type StartId = Brand<string, "StartId">;
export type OrderId = Brand<string, "OrderId">;
export type ChargeId = Brand<string, "ChargeId">;
export type TransferId = Brand<string, "TransferId">;
export type ClosingId = Brand<string, "ClosingId">;
export type PaymentId = Brand<string, "PaymentId">;
export type MenuItemId = Brand<string, "MenuItemId">;
export type PackageId = Brand<string, "PackageId">;
export type BatchId = Brand<string, "BatchId">;
export type DeviceId = Brand<string, "DeviceId">;

/** Where fresh ids come from. Passed in, as the clock is. */
export interface IdSource {
  next(): string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Lower-case UUID of version 4 or 7, the only ids that a client may choose. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * UUIDv7 (RFC 9562): 48 bits of ms, then 74 random bits.
 * @param random exactly 10 bytes from a cryptographic source
 */
export function uuidV7(now: EpochMs, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError("uuidV7 needs 10 random bytes");
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = "89ab".charAt(((random[2] ?? 0) >> 4) & 3);
  return layOut(now, `7${tail.slice(1, 4)}${variant}${tail.slice(5, 20)}`);
}

function layOut(ms: number, rest: string): string {
  const time = ms.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

/**
 * Ids of one writer, each greater (as text) than the one before, even within one ms or when the clock steps
 * back: segments of the same instant sort by id, so the later command must have the greater one.
 */
export function idSource(parts: { clock: Clock; randomBytes: (count: number) => Uint8Array }): IdSource {
  let last = "";
  return {
    next() {
      const fresh = uuidV7(parts.clock.now(), parts.randomBytes(10));
      last = idAfter(last, fresh);
      return last;
    },
  };
}

/** `fresh` when it sorts after `other`; else `fresh` with its ms set one past those of `other`, which does. */
export function idAfter(other: string, fresh: string): string {
  if (fresh > other) return fresh;
  const ms = Number.parseInt(other.replaceAll("-", "").slice(0, 12), 16) + 1;
  return layOut(ms, fresh.replaceAll("-", "").slice(12));
}
