import type { Bill, BillLine } from "@mikro-dash/domain/session/bill";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { MoneyText } from "../../ui/money.tsx";

type Props = {
  readonly bill: Pick<Bill, "lines" | "payable">;
  /** A button beside a line, such as "cancel this order". */
  readonly actionOf?: (line: BillLine, index: number) => ReactNode;
  readonly totalTestId?: string;
};

/** The bill line by line; the lines add up to what is to pay. */
export function BillList({ bill, actionOf, totalTestId }: Props) {
  const { t, f } = useI18n();
  const hasPiasters = bill.lines.some((line) => line.amount % 100 !== 0);
  return (
    <dl className="grid">
      {bill.lines.map((line, index) => (
        <div
          key={keyOf(line, index)}
          className="flex min-h-11 items-center gap-3 border-b border-line py-1.5"
        >
          <dt className="min-w-0 flex-1">
            <LineText line={line} />
          </dt>
          <dd className="flex items-center gap-2">
            {actionOf?.(line, index)}
            <span
              dir="ltr"
              className={cx("figures min-w-16 text-right font-semibold", line.amount < 0 && "text-ink-2")}
            >
              {hasPiasters ? f.exactMoney(line.amount) : f.money(line.amount)}
            </span>
          </dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-3 pt-3">
        <dt className="font-semibold">{t.bill.payable}</dt>
        <dd data-testid={totalTestId}>
          <MoneyText text={f.money(bill.payable)} className="text-title font-extrabold" />
        </dd>
      </div>
    </dl>
  );
}

function LineText({ line }: { readonly line: BillLine }) {
  const { t, f, locale } = useI18n();
  const own = (locale === "ar" ? line.nameAr : line.name) ?? line.name ?? line.nameAr ?? line.reason;
  return (
    <>
      <span className="block truncate">{own ?? t.bill[line.key]}</span>
      {line.minutes !== undefined && line.rate !== undefined && (
        <span className="figures block text-small text-ink-2">
          {t.bill.minutesAt(f.decimal(line.minutes), f.price(line.rate))}
        </span>
      )}
      {line.quantity !== undefined && line.quantity > 1 && (
        <span className="figures block text-small text-ink-2">
          {f.count(line.quantity)} × {f.price(line.amount / line.quantity)}
        </span>
      )}
    </>
  );
}

const keyOf = (line: BillLine, index: number): string =>
  `${line.key}-${line.name ?? line.reason ?? ""}-${index}`;
