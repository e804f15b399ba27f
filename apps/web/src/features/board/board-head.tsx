import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { MoneyText } from "../../ui/money.tsx";
import { FreezeButton } from "../outage/outage-cards.tsx";
import { type BoardFilter, FILTERS, matches } from "./station-view.ts";
import type { Meters } from "./use-meters.ts";

type Props = {
  readonly board: Board;
  readonly meters: Meters;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
};

/** The counters are the filters: one row says how the evening goes and narrows the board. */
export function BoardHead({ board, meters, filter, onFilter }: Props) {
  const { t } = useI18n();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex w-full items-center justify-between gap-3 md:w-auto">
        <Due meters={meters} />
        <FreezeButton board={board} />
      </div>
      <fieldset className="-mx-4 flex min-w-0 max-w-[100vw] gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] md:mx-0 md:px-1">
        <legend className="sr-only">{t.board.filters}</legend>
        {FILTERS.map((name) => (
          <FilterChip
            key={name}
            name={name}
            board={board}
            meters={meters}
            pressed={filter === name}
            onPress={() => onFilter(filter === name ? "all" : name)}
          />
        ))}
      </fieldset>
    </div>
  );
}

function Due({ meters }: { readonly meters: Meters }) {
  const { t, f } = useI18n();
  const total = useTick((now) => {
    let sum = 0;
    for (const meter of meters.values()) sum += meter.bill(now).payable;
    return f.money(sum);
  });
  return (
    <p className="flex items-baseline gap-3" data-testid="board-due">
      <span className="text-small font-semibold text-ink-2">{t.board.due}</span>
      <MoneyText text={total} className="text-meter font-extrabold" />
    </p>
  );
}

const DOT: Partial<Record<BoardFilter, string>> = {
  running: "bg-run",
  paused: "bg-hold",
  unpaid: "bg-stop",
  endingSoon: "bg-stop",
};

type ChipProps = {
  readonly name: BoardFilter;
  readonly board: Board;
  readonly meters: Meters;
  readonly pressed: boolean;
  readonly onPress: () => void;
};

function FilterChip({ name, board, meters, pressed, onPress }: ChipProps) {
  const { t, f } = useI18n();
  const count = useTick((now) =>
    // Not every bill that is owed is the last one of its station.
    name === "unpaid"
      ? board.unpaid.length
      : board.stations.filter((station) => matches(name, station, meters.get(station.session?.id ?? ""), now))
          .length,
  );
  const rare = name === "unpaid" || name === "endingSoon" || name === "paused";
  if (rare && count === 0 && !pressed) return null;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      data-testid={`filter-${name}`}
      onClick={onPress}
      className={cx(
        "inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full px-3.5 font-semibold md:min-h-9",
        pressed ? "bg-ink text-on-ink" : "bg-surface text-ink hover:bg-raised",
      )}
    >
      {DOT[name] && <span aria-hidden="true" className={cx("size-2 rounded-full", DOT[name])} />}
      {t.board[name]}
      <bdi className={cx("figures font-extrabold", !pressed && "text-ink-2")}>{f.count(count)}</bdi>
    </button>
  );
}
