import { Circle, Pause, Play, X } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import type { StationState } from "./station-view.ts";

const ICONS = { free: Circle, running: Play, paused: Pause, outOfOrder: X } as const;
const STATE_INK: Record<StationState, string> = {
  free: "text-ink-2",
  running: "text-run",
  paused: "text-hold",
  outOfOrder: "text-stop",
};

/** State by icon and word and colour, never by colour alone. */
export function StateBadge({
  state,
  className,
}: {
  readonly state: StationState;
  readonly className?: string;
}) {
  const { t } = useI18n();
  const Icon = ICONS[state];
  return (
    <span
      className={cx("inline-flex items-center gap-1.5 text-small font-semibold", STATE_INK[state], className)}
    >
      <Icon
        aria-hidden="true"
        className="size-3.5"
        fill={state === "free" || state === "outOfOrder" ? "none" : "currentColor"}
        strokeWidth={3}
      />
      {t.board[state]}
    </span>
  );
}
