import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { User, Users } from "lucide-react";
import { clock, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { isMerged, shownClosing, unpaidOf } from "./station-view.ts";
import { useStart } from "./use-start.ts";

/** An empty seat: on the desktop it starts with one click; the tile itself opens the form with timer and earlier start. */
export function TileFree({ station, testId }: { readonly station: BoardStation; readonly testId: string }) {
  const { t, f, nameOf } = useI18n();
  const start = useStart();
  const rates = [
    { mode: "single", Icon: User, rate: station.hourlyRate, label: t.board.startSingle(nameOf(station)) },
    {
      mode: "multi",
      Icon: Users,
      rate: station.hourlyRateMulti ?? station.hourlyRate,
      label: t.board.startMulti(nameOf(station)),
    },
  ] as const;
  return (
    <>
      <LastBill station={station} />
      <div className="mt-auto hidden gap-2 md:flex">
        {rates.map(({ mode, Icon, rate, label }) => (
          <button
            key={mode}
            type="button"
            data-testid={`${testId}-start-${mode}`}
            className={cx(buttonClass("line", "sm"), "relative z-10 flex-1")}
            onClick={() => start({ station, mode })}
          >
            <Icon aria-hidden="true" className="size-4" strokeWidth={2.5} />
            {t.board[mode]} <bdi className="figures font-normal text-ink-2">{f.money(rate)}</bdi>
            <span className="sr-only"> {label}</span>
          </button>
        ))}
      </div>
    </>
  );
}

function LastBill({ station }: { readonly station: BoardStation }) {
  const { t, f } = useI18n();
  const shown = useTick((now) => shownClosing(station, now) !== null);
  const { lastClosing } = station;
  if (!shown || lastClosing === null) return null;
  const unpaid = unpaidOf(station);
  const when = f.recentTime(lastClosing.endedAt, clock.now());
  return (
    <p className="text-small text-ink-2">
      {isMerged(lastClosing)
        ? t.board.mergedBill(when)
        : t.board.lastBill(f.price(lastClosing.payable), when)}
      {unpaid > 0 && (
        <span className="ms-2 inline-block rounded-full bg-stop-soft px-2 font-semibold text-stop">
          {t.board.unpaid}
        </span>
      )}
    </p>
  );
}
