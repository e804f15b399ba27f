import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { parseAmount, parseWhole } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import { controlClass, Field, NumberField } from "../../ui/field.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import type { SessionViewProps } from "./panel.tsx";
import { ViewForm } from "./view-form.tsx";

const pounds = (piasters: number | null) => (piasters === null ? "" : String(piasters / 100));

/** Only what was changed is sent, so that two people editing different things do not undo each other. */
export function EditView({ session, onDone }: SessionViewProps) {
  const { t, f } = useI18n();
  const run = useCommand();
  const before = {
    start: f.wallTime(session.startedAt),
    timer: session.timerMinutes === null ? "" : String(session.timerMinutes),
    cost: pounds(session.costLimit),
    notes: session.notes ?? "",
  };
  const [form, setForm] = useState(before);
  const [busy, setBusy] = useState(false);
  const set = (key: keyof typeof form) => (text: string) => setForm({ ...form, [key]: text });
  const timer = parseWhole(form.timer);
  const cost = parseAmount(form.cost);
  const startedAt = f.lastInstantAt(form.start, pressedAt());
  const wrong = {
    start: startedAt === null,
    timer: form.timer.trim() !== "" && (timer === null || timer === 0),
    cost: form.cost.trim() !== "" && (cost === null || cost === 0),
  };

  async function save() {
    const body = {
      at: pressedAt(),
      ...(form.start !== before.start && startedAt !== null && { startedAt: epochMs(startedAt) }),
      ...(form.timer !== before.timer && { timerMinutes: timer }),
      ...(form.cost !== before.cost && { costLimit: cost }),
      ...(form.notes !== before.notes && { notes: form.notes.trim() || null }),
    };
    setBusy(true);
    const saved = await run({
      send: () => api.call("updateSession", { params: { id: session.id }, body }),
      done: t.app.saved,
    });
    setBusy(false);
    if (saved) onDone();
  }

  return (
    <ViewForm
      title={t.session.editTitle}
      submit={t.app.save}
      disabled={wrong.start || wrong.timer || wrong.cost || JSON.stringify(form) === JSON.stringify(before)}
      busy={busy}
      testId="edit-confirm"
      onSubmit={save}
    >
      <TimeField label={t.session.startTime} value={form.start} onChange={set("start")} testId="edit-start" />
      <NumberField
        label={t.session.timerMinutes}
        hint={t.session.noLimit}
        value={form.timer}
        onChange={set("timer")}
        data-testid="edit-timer"
      />
      <NumberField
        label={t.session.costLimit}
        hint={t.session.noLimit}
        value={form.cost}
        onChange={set("cost")}
        data-testid="edit-cost-limit"
      />
      <Field label={t.session.notes}>
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            maxLength={1000}
            className={`${controlClass} py-2`}
            value={form.notes}
            onChange={(event) => set("notes")(event.currentTarget.value)}
            data-testid="edit-notes"
          />
        )}
      </Field>
    </ViewForm>
  );
}
