import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import { NumberField } from "../../ui/field.tsx";
import type { SessionViewProps } from "./panel.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useSessionCommands } from "./use-session-commands.ts";
import { ViewForm } from "./view-form.tsx";

export function ChargeView({ session, onDone }: SessionViewProps) {
  const { t, f } = useI18n();
  const run = useCommand();
  const commands = useSessionCommands();
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const amount = parseAmount(text);
  const ready = amount !== null && amount > 0 && reason.trim() !== "";

  async function add() {
    if (!ready) return;
    const body = { id: newId(), at: pressedAt(), amount, reason: reason.trim() };
    setBusy(true);
    const done = await run({
      send: () => api.call("addCharge", { params: { id: session.id }, body }),
      done: t.session.chargeAdded,
      undo: (answer) => () => {
        const made = answer.charges.find((charge) => charge.id === body.id);
        return made && commands.voidCharge(answer, made);
      },
    });
    setBusy(false);
    if (done) onDone();
  }

  return (
    <ViewForm
      title={t.session.chargeTitle}
      submit={ready ? `${t.app.add} · ${f.price(amount)}` : t.app.add}
      disabled={!ready}
      busy={busy}
      testId="charge-confirm"
      onSubmit={add}
    >
      <NumberField label={t.session.amount} value={text} onChange={setText} data-testid="charge-amount" />
      <ReasonField
        label={t.session.reason}
        value={reason}
        onChange={setReason}
        common={t.session.chargeReasons}
        testId="charge-reason"
      />
    </ViewForm>
  );
}
