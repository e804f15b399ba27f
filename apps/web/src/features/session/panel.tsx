import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board, BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { useEffect, useRef, useState } from "react";
import type { PanelNavigation } from "../board/side-panel.tsx";
import { EndView } from "../closing/end-view.tsx";
import { ReceiptSummary } from "../closing/receipt-summary.tsx";
import { StationEditor } from "../stations/station-editor.tsx";
import { ChargeView } from "./charge-view.tsx";
import { EditView } from "./edit-view.tsx";
import type { Meter } from "./meter.ts";
import { MoveView } from "./move-view.tsx";
import { OpenSession } from "./open-session.tsx";
import { OrderView } from "./order-view.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { StartView } from "./start-view.tsx";
import { TransferView } from "./transfer-view.tsx";

export type PanelProps = PanelNavigation & {
  readonly board: Board;
  readonly station: BoardStation;
  readonly meter: Meter | undefined;
};

/** Everything about one station; one view at a time, each with its way back. */
export function Panel(props: PanelProps) {
  const { station, meter, view, onView, onClose } = props;
  const { session } = station;
  const [ended, setEnded] = useState<Session | null>(null);
  const top = useFocusOnChange(view);
  const back = () => onView(undefined);

  return (
    <div ref={top} tabIndex={-1} className="flex min-h-full flex-col outline-none">
      <PanelHeader
        station={station}
        meter={meter}
        onBack={view === undefined ? undefined : back}
        onEdit={view === undefined ? () => onView("station") : undefined}
        onClose={onClose}
      />
      {content()}
    </div>
  );

  function content() {
    if (view === "station") return <StationEditor station={station} onDone={back} onRemoved={onClose} />;
    if (ended !== null && session === null) {
      return <ReceiptSummary station={station} session={ended} onDone={onClose} />;
    }
    if (session === null || meter === undefined) return <StartView station={station} />;
    const inside = { station, session, meter, onDone: back };
    switch (view) {
      case "order":
        return <OrderView {...inside} />;
      case "end":
        return (
          <EndView
            {...inside}
            onEnded={(answer) => {
              setEnded(answer);
              back();
            }}
          />
        );
      case "move":
        return <MoveView {...inside} board={props.board} />;
      case "charge":
        return <ChargeView {...inside} />;
      case "transfer":
        return <TransferView {...inside} board={props.board} />;
      case "edit":
        return <EditView {...inside} />;
      default:
        return <OpenSession {...inside} onView={onView} />;
    }
  }
}

export type SessionViewProps = {
  readonly station: BoardStation;
  readonly session: Session;
  readonly meter: Meter;
  readonly onDone: () => void;
};

/** A new view takes the focus; going back gives it to the button that opened the view. */
function useFocusOnChange(view: string | undefined) {
  const top = useRef<HTMLDivElement>(null);
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) return;
    const opener =
      view === undefined && document.querySelector<HTMLElement>(`[data-opens="${before.current}"]`);
    top.current?.scrollIntoView({ block: "start" });
    (opener || top.current)?.focus({ preventScroll: true });
    before.current = view;
  }, [view]);
  return top;
}
