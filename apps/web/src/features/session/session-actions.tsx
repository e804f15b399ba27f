import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import {
  ArrowRightLeft,
  Banknote,
  Combine,
  CupSoda,
  Pause,
  PencilLine,
  Play,
  ReceiptText,
  User,
  Users,
} from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import type { PanelView } from "./panel-view.ts";
import { modeOf, useSessionCommands } from "./use-session-commands.ts";

type Props = {
  readonly station: BoardStation;
  readonly session: Session;
  readonly paused: boolean;
  readonly onView: (view: PanelView) => void;
};

/** Under the thumb on a phone, under the meter on a desktop. */
export function SessionActions({ station, session, paused, onView }: Props) {
  const { t } = useI18n();
  const commands = useSessionCommands();
  const other = modeOf(session) === "multi" ? "single" : "multi";
  const Other = other === "multi" ? Users : User;
  const opens = (view: PanelView) => ({ "data-opens": view, onClick: () => onView(view) });
  return (
    <div className="order-last sticky bottom-0 z-10 grid gap-2 border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))] lg:order-none lg:static lg:border-y lg:pb-4">
      <div className="grid grid-cols-4 gap-1">
        <Minor label={t.session.move} data-testid="action-move" {...opens("move")}>
          <ArrowRightLeft aria-hidden="true" className="size-5" />
        </Minor>
        <Minor label={t.session.charge} data-testid="action-charge" {...opens("charge")}>
          <Banknote aria-hidden="true" className="size-5" />
        </Minor>
        <Minor label={t.session.transfer} data-testid="action-transfer" {...opens("transfer")}>
          <Combine aria-hidden="true" className="size-5" />
        </Minor>
        <Minor label={t.session.edit} data-testid="action-edit" {...opens("edit")}>
          <PencilLine aria-hidden="true" className="size-5" />
        </Minor>
      </div>
      <div className="grid grid-cols-3 gap-2">
        <Button
          data-testid={paused ? "action-resume" : "action-pause"}
          aria-keyshortcuts="P"
          size="sm"
          onClick={() => commands.togglePause(station, session)}
        >
          {paused ? (
            <Play aria-hidden="true" className="size-4" fill="currentColor" />
          ) : (
            <Pause aria-hidden="true" className="size-4" fill="currentColor" />
          )}
          {paused ? t.session.resume : t.session.pause}
        </Button>
        <Button
          data-testid="action-mode"
          aria-keyshortcuts="M"
          size="sm"
          onClick={() => commands.setMode(station, session, other)}
        >
          <Other aria-hidden="true" className="size-4" strokeWidth={2.5} />
          {other === "multi" ? t.session.toMulti : t.session.toSingle}
        </Button>
        <Button data-testid="action-order" aria-keyshortcuts="O" size="sm" {...opens("order")}>
          <CupSoda aria-hidden="true" className="size-4" />
          {t.session.order}
        </Button>
      </div>
      <Button look="solid" size="lg" data-testid="action-end" aria-keyshortcuts="E" {...opens("end")}>
        <ReceiptText aria-hidden="true" className="size-5" />
        {t.session.end}
      </Button>
    </div>
  );
}

function Minor({
  label,
  children,
  ...rest
}: ComponentProps<"button"> & { readonly label: string; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      className="grid min-h-14 justify-items-center gap-0.5 rounded-control p-1.5 text-small font-semibold text-ink-2 hover:bg-raised hover:text-ink"
    >
      {children}
      {label}
    </button>
  );
}
