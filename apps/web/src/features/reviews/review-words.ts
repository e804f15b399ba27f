import type { DescribedReview, DescribedVersion } from "@mikro-dash/api-contract/schemas/review-detail";
import type { I18n } from "../../i18n/i18n.tsx";

/** What a version is called, by what the review is about. */
export function versionName({ t, f }: I18n, { kind }: DescribedReview, version: DescribedVersion): string {
  const { at, receiptNo, rowId, sessionId } = version;
  const names = t.reviews.versions;
  switch (kind) {
    case "two-closings":
      return names.closing(receiptNo ?? "");
    case "late-items":
      return rowId === sessionId ? names.withLate : names.asClosed;
    case "two-open":
      return names.since(f.time(at));
    case "two-sales":
      return names.soldAt(f.time(at));
    case "frozen-while-alive":
      if (rowId === "undo") return names.neverFrozen;
      return rowId === "true-instant" ? names.frozenLater(f.time(at)) : names.frozenAt(f.time(at));
  }
}

const COMPONENTS = [
  ["time", "time"],
  ["orders", "orders"],
  ["charges", "charge"],
  ["transfersIn", "transferIn"],
  ["transfersOut", "transferOut"],
  ["discount", "discount"],
  ["rounding", "rounding"],
] as const;

/** What takes away from a bill is shown with its sign. */
const MINUS: ReadonlySet<string> = new Set(["transfersOut", "discount"]);

export interface ComparedRow {
  readonly label: string;
  readonly amounts: readonly (number | null)[];
  /** The versions do not agree here. */
  readonly differs: boolean;
}

/** The bills side by side, only the parts that one of them has. Piasters. */
export function comparedRows({ t }: I18n, versions: readonly DescribedVersion[]): readonly ComparedRow[] {
  if (versions.every(({ totals }) => totals === null)) return [];
  const rows = COMPONENTS.map(([component, word]) => {
    const sign = MINUS.has(component) ? -1 : 1;
    const amounts = versions.map(({ totals }) => (totals ? sign * totals[component] : null));
    const label = word === "time" || word === "orders" ? t.reviews[word] : t.bill[word];
    return { label, amounts, differs: new Set(amounts).size > 1 };
  });
  return rows.filter(({ amounts }) => amounts.some((amount) => amount !== 0 && amount !== null));
}

/** Money taken for a version, piasters. */
export const paidFor = ({ payments }: DescribedVersion): number =>
  payments.reduce((sum, row) => sum + row.amount, 0);
