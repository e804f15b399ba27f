import type { Session } from "@mikro-dash/api-contract/schemas/session";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { MoneyText } from "../../ui/money.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { BillList } from "../session/bill-list.tsx";
import type { SessionViewProps } from "../session/panel.tsx";
import { ViewForm } from "../session/view-form.tsx";
import { DiscountFields } from "./discount-fields.tsx";
import { METHODS, type Method } from "./payment-method.ts";
import { useEnd } from "./use-end.ts";

type Props = SessionViewProps & { readonly onEnded: (session: Session) => void };

/** Opening it fixes the instant: counting the cash does not change the bill. */
export function EndView({ station, session, onEnded }: Props) {
  const { t, f, nameOf } = useI18n();
  const [method, setMethod] = useState<Method | "unpaid">("cash");
  const end = useEnd(session);
  const { bill, at, changed, discount } = end;
  const price = f.price(bill.payable);

  async function confirm() {
    const answer = await end.send(method === "unpaid" ? null : method);
    if (answer) onEnded(answer);
  }

  return (
    <ViewForm
      title={t.closing.title(nameOf(station))}
      text={t.closing.fixedAt(f.time(at))}
      submit={
        bill.payable === 0
          ? t.closing.confirmFree
          : method === "unpaid"
            ? t.closing.confirmUnpaid(price)
            : t.closing.confirmPaid(price, t.closing[method])
      }
      disabled={discount.problem !== null}
      busy={end.busy}
      testId="end-confirm"
      onSubmit={confirm}
    >
      {changed && (
        <div
          role="alert"
          className="grid gap-1 rounded-control bg-hold-soft p-4 text-hold"
          data-testid="bill-changed"
        >
          <p className="font-semibold">{t.closing.changedTitle}</p>
          <p>{t.closing.changedText(f.price(changed.before), f.price(changed.after))}</p>
        </div>
      )}
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-semibold text-ink-2">{t.bill.payable}</span>
        <span data-testid="end-payable" data-piasters={bill.payable}>
          <MoneyText text={f.money(bill.payable)} className="text-meter-xl font-extrabold" />
        </span>
      </p>
      {bill.payable > 0 && (
        <Segmented
          label={t.closing.method}
          hideLabel
          value={method}
          onChange={setMethod}
          options={[...METHODS, "unpaid" as const].map((value) => ({
            value,
            label: t.closing[value],
            testId: `pay-${value}`,
          }))}
        />
      )}
      <DiscountFields discount={discount} />
      <BillList bill={bill} />
    </ViewForm>
  );
}
