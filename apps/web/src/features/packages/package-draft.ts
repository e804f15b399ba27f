import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { GIGABYTE, HOUR_SECONDS, readLimit } from "./limit-input.ts";

/** A package as it is typed: pounds, gigabytes, hours; empty = unlimited. */
export type PackageDraft = {
  readonly name: string;
  readonly nameAr: string;
  readonly price: string;
  readonly gigabytes: string;
  readonly hours: string;
  readonly profile: string;
};

const shown = (n: number | null, unit: number) =>
  n === null ? "" : String(Math.round((n / unit) * 100) / 100);

export const draftOf = (edited: WifiPackage | null): PackageDraft => ({
  name: edited?.name ?? "",
  nameAr: edited?.nameAr ?? "",
  price: edited ? String(edited.price / 100) : "",
  gigabytes: shown(edited?.bytesLimit ?? null, GIGABYTE),
  hours: shown(edited?.timeLimit ?? null, HOUR_SECONDS),
  profile: edited?.profile ?? "default",
});

/** Null when something is missing or is no number. */
export function readPackage(draft: PackageDraft) {
  const price = parseAmount(draft.price);
  const bytesLimit = readLimit(draft.gigabytes, GIGABYTE);
  const timeLimit = readLimit(draft.hours, HOUR_SECONDS);
  const name = draft.name.trim() || draft.nameAr.trim();
  const profile = draft.profile.trim();
  if (price === null || bytesLimit === undefined || timeLimit === undefined || name === "" || profile === "")
    return null;
  return { name, nameAr: draft.nameAr.trim() || name, price, bytesLimit, timeLimit, profile };
}
