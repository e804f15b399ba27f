import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { lazy, Suspense, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useMedia, WIDE } from "../../ui/use-media.ts";
import type { PanelView } from "../session/panel-view.ts";
import { RecentBills } from "./recent-bills.tsx";
import type { Meters } from "./use-meters.ts";

const Panel = lazy(() => import("../session/panel.tsx").then((m) => ({ default: m.Panel })));
const Sheet = lazy(() => import("../../ui/sheet.tsx").then((m) => ({ default: m.Sheet })));

/** Fetched while nobody waits for it, so that the first tap finds it there. */
export function preloadPanel(): void {
  void import("../session/panel.tsx");
  void import("../../ui/sheet.tsx");
}

export type PanelNavigation = {
  readonly view: PanelView | undefined;
  readonly onView: (view: PanelView | undefined) => void;
  readonly onClose: () => void;
};

type Props = PanelNavigation & {
  readonly board: Board;
  readonly meters: Meters;
  readonly stationId: string | undefined;
  readonly withUnpaid: boolean;
};

/** Beside the board on a desktop, where its place is kept so that no tile moves; from below on a phone. */
export function SidePanel({ board, meters, stationId, withUnpaid, ...navigation }: Props) {
  const { nameOf } = useI18n();
  const wide = useMedia(WIDE);
  // Mounted with the first station and kept, so that it can also slide out.
  const [used, setUsed] = useState(false);
  if (stationId !== undefined && !used) setUsed(true);
  const station = board.stations.find((one) => one.id === stationId);
  const panel = station && (
    <Suspense fallback={<Skeleton className="m-6 h-64" />}>
      <Panel
        key={station.id}
        board={board}
        station={station}
        meter={meters.get(station.session?.id ?? "")}
        {...navigation}
      />
    </Suspense>
  );
  if (!wide) {
    return (
      used && (
        <Suspense fallback={null}>
          <Sheet
            title={station ? nameOf(station) : ""}
            hideTitle
            open={station !== undefined}
            onClose={navigation.onClose}
            testId="session-sheet"
          >
            {panel}
          </Sheet>
        </Suspense>
      )
    );
  }
  return (
    <aside
      className="sticky top-14 flex h-[calc(100dvh-3.5rem)] flex-col overflow-y-auto border-s border-line bg-surface"
      aria-label={station ? nameOf(station) : undefined}
      data-testid="side-panel"
    >
      {panel ?? <RecentBills board={board} withUnpaid={withUnpaid} />}
    </aside>
  );
}
