import { type EpochMs, epochMs } from "../time/epoch-ms.ts";

/** What a hotspot user's comment says about a voucher. */
export interface VoucherComment {
  /** Text as the comment has it: vouchers of the old app name packages that we may not know. */
  readonly packageId: string | null;
  readonly createdAt: EpochMs | null;
  readonly note: string;
}

/**
 * Reads `pkg:<packageId>|created:<epochMs>|<note>`, also with parts missing. The note may hold `|`. A comment that is
 * not of this form is all note: somebody wrote it by hand. @see docs/router.md
 */
export function parseVoucherComment(text: string): VoucherComment {
  const parts = text.split("|");
  const packageId = parts[0]?.startsWith("pkg:") ? (parts.shift()?.slice(4).trim() ?? "") : "";
  const created = /^created:(\d{1,15})\s*$/.exec(parts[0] ?? "");
  if (created !== null) parts.shift();
  return {
    packageId: packageId === "" ? null : packageId,
    createdAt: created === null ? null : epochMs(Number(created[1])),
    note: parts.join("|"),
  };
}

/** @throws RangeError when the package id holds a `|`, which would make it unreadable. */
export function formatVoucherComment(comment: {
  readonly packageId: string;
  readonly createdAt: EpochMs;
  readonly note?: string | null | undefined;
}): string {
  if (comment.packageId.includes("|")) throw new RangeError(`not a package id: ${comment.packageId}`);
  return `pkg:${comment.packageId}|created:${comment.createdAt}|${comment.note ?? ""}`;
}
