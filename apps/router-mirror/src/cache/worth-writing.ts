import type { SessionRow, VoucherRow } from "@mikro-dash/db-schema/mirror/columns";

const MIB = 1024 * 1024;
/**
 * Counters of a live session are written at most this often, with a look every 10 s each 90 s: each minute, as often as
 * allowed, they alone would be a quarter of a free plan's month. Those of its voucher, which say the same, more rarely.
 */
const SESSION_COUNTERS_EVERY_MS = 85_000;
const VOUCHER_COUNTERS_EVERY_MS = 300_000;

/** Columns that move all the time while somebody is online: a row is not written for these alone, unless they moved far. */
const VOUCHER_COUNTERS: ReadonlySet<string> = new Set(["bytesUsed", "uptime", "lastSeenAt"]);
const SESSION_COUNTERS: ReadonlySet<string> = new Set(["bytesIn", "bytesOut", "uptime"]);

/** Whether a row says something that its reader should know now. `ageMs`: since it was last written. */
export type WorthWriting<R> = (before: R, after: R, ageMs: number) => boolean;

export const anyChange: WorthWriting<object> = (before, after) => differs(before, after, new Set());

export const voucherWorthWriting: WorthWriting<VoucherRow> = (before, after, ageMs) => {
  if (differs(before, after, VOUCHER_COUNTERS)) return true;
  // Offline the counters stand still: a difference is a session that came and went, or a counter that was reset.
  if (!after.isOnline) return before.bytesUsed !== after.bytesUsed || before.uptime !== after.uptime;
  if (after.bytesUsed < before.bytesUsed || after.uptime < before.uptime) return true;
  return (
    ageMs >= VOUCHER_COUNTERS_EVERY_MS &&
    movedFar(before.bytesUsed, after.bytesUsed, before.uptime, after.uptime)
  );
};

export const sessionWorthWriting: WorthWriting<SessionRow> = (before, after, ageMs) => {
  if (differs(before, after, SESSION_COUNTERS)) return true;
  const [bytesBefore, bytesAfter] = [before.bytesIn + before.bytesOut, after.bytesIn + after.bytesOut];
  if (bytesAfter < bytesBefore || after.uptime < before.uptime) return true;
  return ageMs >= SESSION_COUNTERS_EVERY_MS && movedFar(bytesBefore, bytesAfter, before.uptime, after.uptime);
};

function movedFar(
  bytesBefore: number,
  bytesAfter: number,
  uptimeBefore: number,
  uptimeAfter: number,
): boolean {
  const bytes = bytesAfter - bytesBefore;
  return (
    bytes >= MIB ||
    (bytes > 0 && bytes >= bytesBefore * 0.05) ||
    uptimeAfter - uptimeBefore >= uptimeBefore * 0.05
  );
}

/** Nothing is made for it: it is asked of every row at every look. */
function differs(before: object, after: object, but: ReadonlySet<string>): boolean {
  for (const column in after) {
    if (!but.has(column) && Reflect.get(before, column) !== Reflect.get(after, column)) return true;
  }
  return false;
}
