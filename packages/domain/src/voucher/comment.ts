import { type EpochMs, epochMs } from "../time/epoch-ms.ts";

/** What a hotspot user's comment says about a voucher. */
export interface VoucherComment {
  /** Text as the comment has it: vouchers of the old app name packages that we may not know. */
  readonly packageId: string | null;
  readonly createdAt: EpochMs | null;
  readonly note: string;
}

/** At the end of a comment: what the router forgot until its start of this instant has been taken off the limits. */
const RESTORED_MARK = /\|lost:(\d{1,15})$/;

/** The start of the router through which lost usage was restored; null = none was. @see docs/adr/0013 */
export function restoredThrough(text: string): EpochMs | null {
  const at = RESTORED_MARK.exec(text)?.[1];
  return at === undefined ? null : epochMs(Number(at));
}

export const withoutRestoredMark = (text: string): string => text.replace(RESTORED_MARK, "");

export const withRestoredMark = (text: string, bootedAt: EpochMs): string =>
  `${withoutRestoredMark(text)}|lost:${bootedAt}`;

/**
 * Reads `pkg:<packageId>|created:<epochMs>|<note>`, also with parts missing. The note may hold `|`. A comment that is
 * not of this form is all note: somebody wrote it by hand. A mark of restored usage is no part of it. @see docs/router.md
 */
export function parseVoucherComment(text: string): VoucherComment {
  const parts = withoutRestoredMark(text).split("|");
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
