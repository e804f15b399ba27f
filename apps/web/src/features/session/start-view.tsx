import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { epochMs, MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import { Play } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useStart } from "../board/use-start.ts";
import { LastReceipt } from "../closing/last-receipt.tsx";
import { ConsolePanel } from "../consoles/console-panel.tsx";

const TIMERS = ["open", "30", "60", "90", "120"] as const;
const EARLIER = ["0", "5", "10", "15", "30"] as const;

/** A free station: how they play, for how long, since when. */
export function StartView({ station }: { readonly station: BoardStation }) {
  const { t, f, nameOf } = useI18n();
  const start = useStart();
  const [mode, setMode] = useState<"single" | "multi">("single");
  const [timer, setTimer] = useState<(typeof TIMERS)[number]>("open");
  const [earlier, setEarlier] = useState<(typeof EARLIER)[number]>("0");
  // A digit chose the station: Enter starts it.
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  const modes = [
    { value: "single", rate: station.hourlyRate },
    { value: "multi", rate: station.hourlyRateMulti ?? station.hourlyRate },
  ] as const;

  function submit(event: FormEvent) {
    event.preventDefault();
    const at = epochMs(pressedAt() - Number(earlier) * MINUTE_MS);
    void start({ station, mode, at, ...(timer === "open" ? {} : { timerMinutes: Number(timer) }) });
  }

  if (station.outOfOrder) return <p className="p-5 text-ink-2">{t.board.outOfOrderText}</p>;
  return (
    <div className="flex flex-1 flex-col gap-6 p-5">
      <form className="grid gap-5" onSubmit={submit} aria-label={t.session.startOn(nameOf(station))}>
        <Segmented
          label={t.session.mode}
          value={mode}
          onChange={setMode}
          options={modes.map(({ value, rate }) => ({
            value,
            testId: `start-${value}`,
            label: (
              <>
                {t.board[value]}
                <bdi className="figures font-normal">
                  {f.price(rate)}
                  {t.board.perHour}
                </bdi>
              </>
            ),
          }))}
        />
        <Segmented
          label={t.session.timer}
          value={timer}
          onChange={setTimer}
          options={TIMERS.map((value) => ({
            value,
            testId: `start-timer-${value}`,
            label:
              value === "open"
                ? t.session.openTime
                : t.session.minutes(Number(value), f.count(Number(value))),
          }))}
        />
        <Segmented
          label={t.session.startBack}
          value={earlier}
          onChange={setEarlier}
          options={EARLIER.map((value) => ({
            value,
            testId: `start-earlier-${value}`,
            label:
              value === "0" ? t.session.startNow : t.session.minutes(Number(value), f.count(Number(value))),
          }))}
        />
        <Button ref={button} type="submit" look="solid" size="lg" data-testid="start-confirm">
          <Play aria-hidden="true" className="size-5" fill="currentColor" />
          {t.session.start}
        </Button>
      </form>
      <LastReceipt station={station} />
      <ConsolePanel station={station} />
    </div>
  );
}
