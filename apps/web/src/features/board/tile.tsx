import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { memo } from "react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { ConsoleMark } from "../consoles/console-mark.tsx";
import { InternetMark } from "../consoles/internet-mark.tsx";
import type { Meter } from "../session/meter.ts";
import { nameSize } from "./name-size.ts";
import { StateBadge } from "./state-badge.tsx";
import { type StationState, stateOf } from "./station-view.ts";
import { TileBusy } from "./tile-busy.tsx";
import { TileFree } from "./tile-free.tsx";

const GROUND: Record<StationState, string> = {
  free: "border-dashed border-line-strong/60 hover:border-line-strong hover:bg-surface",
  running: "border-run-line bg-run-soft",
  paused: "border-hold-line bg-hold-soft",
  outOfOrder: "hatched border-line bg-raised text-ink-2",
};

type Props = {
  readonly station: BoardStation;
  readonly meter: Meter | undefined;
  /** 1-based place on the board; its key. */
  readonly place: number;
  readonly selected: boolean;
  readonly onOpen: (stationId: string) => void;
};

export const Tile = memo(function Tile({ station, meter, place, selected, onOpen }: Props) {
  const { t, f, nameOf } = useI18n();
  const state = useTick((now) => stateOf(station, meter, now));
  const testId = `station-${place}`;
  const { session } = station;
  return (
    <li
      data-testid={testId}
      data-station-id={station.id}
      data-state={state}
      className={cx(
        "relative flex flex-col [contain:layout_style] gap-1.5 rounded-tile border p-4 md:gap-2",
        "md:min-h-42",
        GROUND[state],
        selected && "outline-3 outline-offset-2 outline-ink",
      )}
    >
      <div className="flex items-start gap-2">
        <h2 className={cx("min-w-0 font-semibold", nameSize(nameOf(station)))}>
          <button
            type="button"
            id={`tile-${station.id}`}
            data-testid={`${testId}-open`}
            aria-pressed={selected}
            className="-my-2.5 min-h-11 max-w-full text-start wrap-break-word md:my-0 md:min-h-0 outline-none after:absolute after:inset-0 after:rounded-tile focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-ink"
            onClick={() => onOpen(station.id)}
          >
            {nameOf(station)}
          </button>
        </h2>
        {place <= 99 && (
          <span
            aria-hidden="true"
            title={t.board.number(String(place))}
            className="figures hidden min-w-5 shrink-0 rounded-chip border border-line-strong/50 px-1 text-center font-sans text-small leading-4.5 text-ink-2 md:mt-0.5 md:inline-block"
          >
            {f.count(place)}
          </span>
        )}
        <StateBadge state={state} className="ms-auto mt-0.5 shrink-0" />
      </div>
      {station.macAddress !== null && (
        <div className="flex flex-wrap gap-1 empty:hidden">
          <ConsoleMark stationId={station.id} state={state} testId={testId} />
          <InternetMark station={station} testId={testId} />
        </div>
      )}
      {session !== null && meter !== undefined ? (
        <TileBusy session={session} meter={meter} state={state} testId={testId} />
      ) : state === "free" ? (
        <TileFree station={station} testId={testId} />
      ) : (
        <p className="text-small">{t.board.outOfOrderText}</p>
      )}
    </li>
  );
});
