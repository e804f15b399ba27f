import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { CircleCheck, HandCoins } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Code, MoneyText } from "../../ui/money.tsx";
import { BillList } from "../session/bill-list.tsx";
import { TakePayment } from "./take-payment.tsx";

type Props = {
  readonly station: BoardStation;
  readonly session: Session;
  readonly onDone: () => void;
};

/** Right after the end: the number for the customer, what was paid, and the lines. */
export function ReceiptSummary({ station, session, onDone }: Props) {
  const { t, f, nameOf } = useI18n();
  const { closing } = session;
  if (closing === null) return null;
  const last = station.lastClosing?.id === closing.id ? station.lastClosing : null;
  const paid = last?.paid ?? session.payments.reduce((sum, row) => (row.voided ? sum : sum + row.amount), 0);
  const due = closing.payable - paid;
  const method = session.payments.find((row) => !row.voided)?.method;
  return (
    <div className="flex flex-1 flex-col" data-testid="receipt">
      <div
        role="status"
        className="grid justify-items-center gap-1 border-b border-dashed border-line-strong p-6 text-center"
      >
        {due > 0 ? (
          <HandCoins aria-hidden="true" className="size-9 text-stop" />
        ) : (
          <CircleCheck aria-hidden="true" className="size-9 text-run" />
        )}
        <p className="text-name font-semibold">{t.closing.doneTitle(nameOf(station))}</p>
        <span data-testid="receipt-payable">
          <MoneyText text={f.money(closing.payable)} className="text-meter-xl font-extrabold" />
        </span>
        <p className="text-ink-2">
          {t.closing.receipt} <Code>{closing.receiptNo}</Code>
          {" · "}
          {due > 0 ? t.closing.notPaid : method ? t.closing.paid(t.closing[method]) : null}
        </p>
        <p className="figures text-small text-ink-2">
          {t.closing.playedFrom(f.time(session.startedAt), f.time(closing.endedAt))}
        </p>
      </div>
      <div className="grid gap-4 p-5">
        {due > 0 && <TakePayment closingId={closing.id} due={due} />}
        <BillList bill={session.bill} />
        <p className="text-small text-ink-2">{t.closing.keepsFor}</p>
      </div>
      <div className="sticky bottom-0 border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <Button look="solid" size="lg" className="w-full" onClick={onDone} data-testid="receipt-done">
          {t.closing.done}
        </Button>
      </div>
    </div>
  );
}
