import type { UnpaidBill } from "@mikro-dash/api-contract/schemas/station";
import { owedOf } from "@mikro-dash/domain/session/last-bill";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { clock } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code, Money } from "../../ui/money.tsx";
import { TakePayment } from "./take-payment.tsx";

/** Every bill that is owed, however old; each is paid where it stands. */
export function UnpaidList({ bills }: { readonly bills: readonly UnpaidBill[] }) {
  const { t } = useI18n();
  const total = bills.reduce((sum, bill) => sum + owedOf(bill), 0);
  return (
    <section aria-labelledby="unpaid-title" data-testid="unpaid-list" className="grid content-start gap-2">
      <h2 id="unpaid-title" className="flex items-baseline justify-between gap-3 text-name font-semibold">
        {t.board.unpaidBills}
        <Money value={total} className="font-extrabold text-stop" />
      </h2>
      <ul className="overflow-hidden rounded-tile border border-line bg-surface">
        {bills.map((bill) => (
          <UnpaidRow key={bill.id} bill={bill} />
        ))}
      </ul>
    </section>
  );
}

function UnpaidRow({ bill }: { readonly bill: UnpaidBill }) {
  const { t, f, nameOf } = useI18n();
  const [open, setOpen] = useState(false);
  const due = owedOf(bill);
  return (
    <li className="border-b border-line last:border-0" data-testid={`unpaid-${bill.receiptNo}`}>
      <button
        type="button"
        aria-expanded={open}
        data-testid="unpaid-open"
        onClick={() => setOpen(!open)}
        className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-start -outline-offset-3! hover:bg-raised"
      >
        <span className="grid min-w-0 flex-1">
          <span className="font-semibold wrap-break-word">{nameOf(bill.station)}</span>
          <span className="figures text-small text-ink-2">
            <Code>{bill.receiptNo}</Code> · {f.recentTime(bill.endedAt, clock.now())}
            {bill.paid > 0 && ` · ${t.board.paidOf(f.price(bill.paid), f.price(bill.payable))}`}
          </span>
        </span>
        <Money value={due} className="font-extrabold text-stop" />
        <ChevronDown aria-hidden="true" className={cx("size-5 shrink-0 text-ink-2", open && "rotate-180")} />
      </button>
      {open && (
        <div className="px-4 pb-4">
          <TakePayment key={bill.paid} closingId={bill.id} due={due} />
        </div>
      )}
    </li>
  );
}
