import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { ArrowLeft, Settings2, X } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { StateBadge } from "../board/state-badge.tsx";
import { stateOf } from "../board/station-view.ts";
import type { Meter } from "./meter.ts";

type Props = {
  readonly station: BoardStation;
  readonly meter: Meter | undefined;
  readonly onBack: (() => void) | undefined;
  readonly onEdit: (() => void) | undefined;
  readonly onClose: () => void;
};

export function PanelHeader({ station, meter, onBack, onEdit, onClose }: Props) {
  const { t, nameOf } = useI18n();
  const state = useTick((now) => stateOf(station, meter, now));
  return (
    <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface px-3 py-2">
      {onBack && (
        <Button look="quiet" size="icon" aria-label={t.app.back} onClick={onBack} data-testid="panel-back">
          <ArrowLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </Button>
      )}
      <div className="grid min-w-0 flex-1 justify-items-start ps-2">
        <h2 className="max-w-full text-name font-semibold wrap-break-word">{nameOf(station)}</h2>
        <StateBadge state={state} />
      </div>
      {onEdit && (
        <Button
          look="quiet"
          size="icon"
          aria-label={t.board.editStation}
          data-opens="station"
          data-testid="panel-station"
          onClick={onEdit}
        >
          <Settings2 aria-hidden="true" className="size-5" />
        </Button>
      )}
      <Button look="quiet" size="icon" aria-label={t.app.close} onClick={onClose} data-testid="panel-close">
        <X aria-hidden="true" className="size-5" />
      </Button>
    </div>
  );
}
