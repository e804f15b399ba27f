import type { Closing } from "@mikro-dash/api-contract/schemas/session";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { METHODS, type Method } from "./payment-method.ts";

type Props = {
  readonly closingId: Closing["id"];
  /** Piasters that are still missing. */
  readonly due: number;
};

/** Money for a bill that was closed on the tab. */
export function TakePayment({ closingId, due }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);

  async function take(method: Method) {
    const body = { id, at: pressedAt(), amount: due, method };
    setBusy(true);
    await run({
      send: () => api.call("addPayment", { params: { id: closingId }, body }),
      done: t.closing.paymentTaken,
    });
    setBusy(false);
  }

  return (
    <section
      className="grid gap-2 rounded-control bg-stop-soft p-4"
      aria-label={t.closing.takePayment}
      data-testid="take-payment"
    >
      <p className="flex justify-between font-semibold text-stop">
        <span>{t.closing.notPaid}</span>
        <bdi className="figures">{f.price(due)}</bdi>
      </p>
      <div className="grid grid-cols-2 gap-2">
        {METHODS.map((method) => (
          <Button
            key={method}
            look={method === "cash" ? "solid" : "line"}
            className={method === "cash" ? "col-span-2" : ""}
            busy={busy}
            data-testid={`take-${method}`}
            onClick={() => take(method)}
          >
            {method === "cash" ? t.closing.take(f.price(due), t.closing.cash) : t.closing[method]}
          </Button>
        ))}
      </div>
    </section>
  );
}
