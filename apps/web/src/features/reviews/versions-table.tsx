import type { DescribedReview } from "@mikro-dash/api-contract/schemas/review-detail";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { MoneyText } from "../../ui/money.tsx";
import { comparedRows, paidFor, versionName } from "./review-words.ts";

type Props = {
  readonly review: DescribedReview;
  readonly busy: string | null;
  readonly onKeep: (rowId: string) => void;
};

const CELL = "px-2 py-2 text-start align-top first:ps-4 last:pe-4 md:first:ps-5 md:last:pe-5";

/** The versions side by side: who, when, each part of the bill, what was paid, and the choice below each. */
export function VersionsTable({ review, busy, onKeep }: Props) {
  const i18n = useI18n();
  const { t, f } = i18n;
  const { kind, versions } = review;
  const rows = comparedRows(i18n, versions);
  const paid = versions.map(paidFor);
  const names = versions.map((version) => versionName(i18n, review, version));
  const sums = versions.some(({ amount }) => amount !== null);
  const exact = rows.some(({ amounts }) => amounts.some((amount) => (amount ?? 0) % 100 !== 0));
  const money = (amount: number | null) =>
    amount === null ? "–" : <bdi>{exact ? f.exactMoney(amount) : f.money(amount)}</bdi>;
  return (
    <table className="w-full table-fixed border-t border-line">
      <caption className="sr-only">{t.reviews.kinds[kind]}</caption>
      <thead>
        <tr className="bg-raised">
          <td className={cx(CELL, "w-[26%] md:w-1/4")} />
          {versions.map((version, i) => (
            <th key={version.rowId} scope="col" className={cx(CELL, "font-semibold wrap-break-word")}>
              {names[i]}
              {kind !== "frozen-while-alive" && (
                <span className="figures block text-small font-normal text-ink-2">
                  {version.by === null || version.by === ""
                    ? f.dayTime(version.at)
                    : `${version.by} · ${f.time(version.at)}`}
                </span>
              )}
              {i === 0 && (
                <span className="mt-1 inline-block rounded-full bg-hold-soft px-2 text-small font-semibold text-hold">
                  {t.reviews.holdsNow}
                </span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className="border-t border-line">
            <th scope="row" className={cx(CELL, "text-small font-normal text-ink-2")}>
              {row.label}
            </th>
            {row.amounts.map((amount, i) => (
              <td
                key={versions[i]?.rowId}
                className={cx(CELL, "figures", row.differs ? "font-extrabold" : "text-ink-2")}
              >
                {money(amount)}
              </td>
            ))}
          </tr>
        ))}
        {sums && (
          <tr className="border-t-2 border-line-strong">
            <th scope="row" className={cx(CELL, "font-semibold")}>
              {t.bill.payable}
            </th>
            {versions.map(({ rowId, amount }) => (
              <td key={rowId} className={CELL}>
                {amount === null ? (
                  "–"
                ) : (
                  <MoneyText text={f.money(amount)} className="text-name font-extrabold" />
                )}
              </td>
            ))}
          </tr>
        )}
        {paid.some((amount) => amount > 0) && (
          <tr className="border-t border-line">
            <th scope="row" className={cx(CELL, "text-small font-normal text-ink-2")}>
              {t.reviews.paid}
            </th>
            {paid.map((amount, i) => (
              <td key={versions[i]?.rowId} className={cx(CELL, "figures")}>
                {money(amount)}
              </td>
            ))}
          </tr>
        )}
        <tr className="border-t border-line">
          <td className={CELL} />
          {versions.map(({ rowId }, i) => (
            <td key={rowId} className={CELL}>
              <Button
                size="sm"
                className="w-full"
                busy={busy === rowId}
                disabled={busy !== null}
                aria-label={t.reviews.keepNamed(names[i] ?? "")}
                onClick={() => onKeep(rowId)}
                data-testid={`keep-${i}`}
              >
                {t.reviews.keep}
              </Button>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
