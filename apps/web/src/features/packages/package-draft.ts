import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { latinNumber, parseAmount } from "../../i18n/parse-amount.ts";

const GIGABYTE = 1024 ** 3;
const HOUR_SECONDS = 3600;

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
  const bytesLimit = limit(draft.gigabytes, GIGABYTE);
  const timeLimit = limit(draft.hours, HOUR_SECONDS);
  const name = draft.name.trim() || draft.nameAr.trim();
  const profile = draft.profile.trim();
  if (price === null || bytesLimit === undefined || timeLimit === undefined || name === "" || profile === "")
    return null;
  return { name, nameAr: draft.nameAr.trim() || name, price, bytesLimit, timeLimit, profile };
}

/** Null = unlimited, undefined = no such number. */
function limit(text: string, unit: number): number | null | undefined {
  if (text.trim() === "") return null;
  const latin = latinNumber(text);
  const units = /^\d{1,6}(\.\d{1,3})?$/.test(latin) ? Math.round(Number(latin) * unit) : 0;
  return units > 0 ? units : undefined;
}
