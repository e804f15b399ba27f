import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorState, SkeletonList } from "../../ui/states.tsx";
import { useShownError } from "../../ui/use-shown-error.ts";
import { UnpaidList } from "../closing/unpaid-list.tsx";
import { OutageCards } from "../outage/outage-cards.tsx";
import { modeOf, useSessionCommands } from "../session/use-session-commands.ts";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { BoardGrid } from "./board-grid.tsx";
import { BoardHead } from "./board-head.tsx";
import { SidePanel } from "./side-panel.tsx";
import { matches } from "./station-view.ts";
import { useBoard } from "./use-board.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useBoardNavigation } from "./use-board-navigation.ts";
import { useMeters } from "./use-meters.ts";

const FirstRun = lazy(() => import("../stations/first-run.tsx").then((m) => ({ default: m.FirstRun })));
const KeyboardHelp = lazy(() => import("./keyboard-help.tsx").then((m) => ({ default: m.KeyboardHelp })));
const route = getRouteApi("/");

export function BoardPage() {
  const { t } = useI18n();
  const { board, query } = useBoard();
  const error = useShownError(query);
  const meters = useMeters(board);
  const { station: selectedId, show: filter = "all", view } = route.useSearch();
  const navigate = route.useNavigate();
  const [help, setHelp] = useState(false);
  const grid = useRef<HTMLUListElement>(null);
  const { open, select, close } = useBoardNavigation();
  const commands = useSessionCommands();
  const selected = board?.stations.find((station) => station.id === selectedId);

  useBoardKeys({
    choose: (place) => {
      const station = board?.stations[place - 1];
      // A form that is being filled in is not left by a stray digit.
      if (station && view === undefined) open(station.id);
    },
    act: (key) => {
      if (!selected?.session || view !== undefined) return;
      if (key === "pause") void commands.togglePause(selected, selected.session);
      else if (key === "mode")
        void commands.setMode(
          selected,
          selected.session,
          modeOf(selected.session) === "multi" ? "single" : "multi",
        );
      else open(selected.id, key);
    },
    find: () => grid.current?.querySelector("button")?.focus(),
    help: () => setHelp(true),
    escape: () => (view === undefined ? close() : open(selectedId)),
  });
  const shown = useTick((now) =>
    (board?.stations ?? [])
      .filter((station) => matches(filter, station, meters.get(station.session?.id ?? ""), now))
      .map((station) => station.id)
      .join(),
  );

  if (board === undefined) {
    return (
      <div className="p-4">
        <h1 className="sr-only">{t.board.title}</h1>
        {error !== null ? (
          <ErrorState error={error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={4} className="h-36" />
        )}
      </div>
    );
  }
  if (board.stations.length === 0) {
    return (
      <Suspense fallback={<h1 className="sr-only">{t.board.title}</h1>}>
        <FirstRun />
      </Suspense>
    );
  }
  const showsBills = filter === "unpaid" && board.unpaid.length > 0;
  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 lg:p-6">
        <h1 className="sr-only">{t.board.title}</h1>
        <StaleBanner query={query} />
        <OutageCards board={board} />
        <BoardHead
          board={board}
          meters={meters}
          filter={filter}
          onFilter={(show) =>
            navigate({
              search: (search) => ({ ...search, show: show === "all" ? undefined : show }),
              replace: true,
            })
          }
        />
        {showsBills ? (
          <UnpaidList bills={board.unpaid} />
        ) : (
          <BoardGrid
            ref={grid}
            stations={board.stations}
            shown={shown}
            meters={meters}
            selectedId={selectedId}
            onOpen={select}
          />
        )}
        {shown === "" && !showsBills && (
          <p className="py-10 text-center text-ink-2">
            {t.board.noneInFilter}{" "}
            <Button
              look="quiet"
              onClick={() => navigate({ search: (search) => ({ ...search, show: undefined }) })}
            >
              {t.board.showAll}
            </Button>
          </p>
        )}
      </div>
      <SidePanel
        board={board}
        meters={meters}
        stationId={selectedId}
        withUnpaid={filter !== "unpaid"}
        view={view}
        onView={(next) => open(selectedId, next)}
        onClose={close}
      />
      {help && (
        <Suspense fallback={null}>
          <KeyboardHelp onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
