import type { Status } from "@mikro-dash/api-contract/schemas/status";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { DAY, MONTH, YEAR } from "../../ui/number-parts.ts";
import { PartsField } from "../../ui/parts-field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { type ClockReading, instantOf } from "./clock-reading.ts";

type Question = NonNullable<Status["clockQuestion"]>;
type Props = { readonly question: Question; readonly onClose: () => void };

/** What the clock says beside when the computer was last on; it is right, or somebody says what time it is. */
export function ClockSheet({ question, onClose }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const [setting, setSetting] = useState(false);
  const { clockSays, lastSeenAt } = question;
  const before = clockSays < lastSeenAt;

  async function answer(now?: Question["clockSays"]) {
    setBusy(true);
    const body = now === undefined ? {} : { now };
    await run({ send: () => api.call("confirmClock", { body }), done: t.clock.done });
    setBusy(false);
  }

  return (
    <Sheet title={t.clock.question} open onClose={onClose} testId="clock-sheet">
      <div className="grid gap-4">
        <dl className="grid rounded-control bg-raised px-4 py-1">
          <Row name={t.clock.says}>{f.fullTime(clockSays)}</Row>
          <Row name={t.clock.lastSeen}>{f.fullTime(lastSeenAt)}</Row>
        </dl>
        <p className="text-ink-2">{before ? t.clock.before : t.clock.after}</p>
        {setting ? (
          <ClockForm likely={before ? lastSeenAt : clockSays} busy={busy} onSet={answer} />
        ) : (
          <div className={before ? "grid gap-2" : "flex flex-col-reverse gap-2"}>
            <Button
              look={before ? "solid" : "line"}
              size="lg"
              onClick={() => setSetting(true)}
              data-testid="clock-is-wrong"
            >
              {t.clock.wrong}
            </Button>
            <Button
              look={before ? "line" : "solid"}
              size="lg"
              busy={busy}
              onClick={() => answer()}
              data-testid="clock-is-right"
            >
              {t.clock.right}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-b border-line last:border-0">
      <dt className="text-ink-2">{name}</dt>
      <dd className="figures font-semibold">{children}</dd>
    </div>
  );
}

type FormProps = {
  /** The day is most likely that of this instant; the time is to be typed. */
  readonly likely: Question["clockSays"];
  readonly busy: boolean;
  readonly onSet: (now: Question["clockSays"]) => void;
};

function ClockForm({ likely, busy, onSet }: FormProps) {
  const { t, f } = useI18n();
  const [reading, setReading] = useState<ClockReading>(() => ({ date: f.wallDate(likely), time: ":" }));
  const now = instantOf(reading, f.timeZone);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (typeof now === "number") onSet(now);
  }
  return (
    <form className="grid gap-4" onSubmit={submit} aria-label={t.clock.wrong}>
      <div className="flex flex-wrap gap-4">
        <PartsField
          label={t.clock.today}
          hint={now === "no-day" ? t.clock.noSuchDay : undefined}
          separator="/"
          parts={[
            { ...DAY, label: t.time.day, testId: "clock-day" },
            { ...MONTH, label: t.time.month, testId: "clock-month" },
            { ...YEAR, label: t.time.year, testId: "clock-year" },
          ]}
          value={reading.date}
          onChange={(date) => setReading((old) => ({ ...old, date }))}
        />
        <TimeField
          label={t.clock.now}
          hint={t.clock.hint}
          value={reading.time}
          onChange={(time) => setReading((old) => ({ ...old, time }))}
          testId="clock-time"
          autoFocus
        />
      </div>
      <Button
        type="submit"
        look="solid"
        size="lg"
        disabled={typeof now !== "number"}
        busy={busy}
        data-testid="clock-set"
      >
        {typeof now === "number" ? t.clock.set(f.fullTime(now)) : t.time.missing}
      </Button>
    </form>
  );
}
