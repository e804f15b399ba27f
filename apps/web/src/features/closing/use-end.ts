import { ApiError } from "@mikro-dash/api-contract/client";
import type { Session } from "@mikro-dash/api-contract/schemas/session";
import { sessionFacts } from "@mikro-dash/api-contract/session-facts";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { type Bill, billAt } from "@mikro-dash/domain/session/bill";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import type { Method } from "./payment-method.ts";

export type Discount = {
  readonly text: string;
  readonly reason: string;
  readonly set: (change: { readonly text?: string; readonly reason?: string }) => void;
  readonly problem: "amount" | "reason" | null;
};

/** The end of one session: its instant and ids are made once, so that a lost answer is asked for, not repeated. */
export function useEnd(session: Session) {
  const run = useCommand();
  const [fixed] = useState(() => ({ id: newId(), paymentId: newId(), at: pressedAt() }));
  const [form, setForm] = useState({ text: "", reason: "" });
  const [busy, setBusy] = useState(false);
  const amount = form.text.trim() === "" ? 0 : (parseAmount(form.text) ?? Number.NaN);
  const full = priced(session, fixed.at, 0);
  const problem =
    Number.isNaN(amount) || amount > full.subtotal
      ? "amount"
      : amount > 0 && form.reason.trim() === ""
        ? "reason"
        : null;
  const computed = priced(session, fixed.at, problem === "amount" ? 0 : amount);

  // What was first shown, and what the server says it is now: nothing changes in silence.
  const [shownFirst, setShownFirst] = useState(full.payable);
  const [refused, setRefused] = useState<{
    readonly bill: Bill;
    readonly seenAt: string;
    readonly before: number;
  } | null>(null);
  const fresh = refused !== null && refused.seenAt === session.updatedAt ? refused : null;
  const bill = fresh?.bill ?? computed;
  const changed =
    refused !== null
      ? { before: refused.before, after: bill.payable }
      : full.payable !== shownFirst
        ? { before: shownFirst, after: full.payable }
        : null;

  async function send(method: Method | null): Promise<Session | null> {
    const body = {
      id: fixed.id,
      at: fixed.at,
      expectedPayable: bill.payable,
      ...(amount > 0 && { discount: amount, discountReason: form.reason.trim() }),
      ...(method !== null &&
        bill.payable > 0 && { payment: { id: fixed.paymentId, amount: bill.payable, method } }),
    };
    setBusy(true);
    const answer = await run({
      send: () => api.call("endSession", { params: { id: session.id }, body }),
      handles: (error) => {
        if (!(error instanceof ApiError) || error.code !== "BILL_CHANGED" || error.bill === undefined)
          return false;
        setRefused({ bill: error.bill as Bill, seenAt: session.updatedAt, before: body.expectedPayable });
        setShownFirst(full.payable);
        return true;
      },
    });
    setBusy(false);
    return answer;
  }

  const discount: Discount = { ...form, set: (change) => setForm({ ...form, ...change }), problem };
  return { at: fixed.at, bill, changed, discount, busy, send };
}

const priced = (session: Session, at: ReturnType<typeof pressedAt>, discount: number): Bill =>
  billAt(sessionFacts(session), session.policy, at, piasters(discount));
