import { NotebookPen } from "lucide-react";
import { clock, Tick, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { MoneyText } from "../../ui/money.tsx";
import { ConsolePanel } from "../consoles/console-panel.tsx";
import { LiveBill } from "./live-bill.tsx";
import type { SessionViewProps } from "./panel.tsx";
import type { PanelView } from "./panel-view.ts";
import { SessionActions } from "./session-actions.tsx";
import { Tape } from "./tape.tsx";

type Props = SessionViewProps & { readonly onView: (view: PanelView) => void };

export function OpenSession({ station, session, meter, onView }: Props) {
  const { t, f } = useI18n();
  const paused = useTick((now) => meter.status(now) === "paused");
  const money = useTick((now) => f.money(meter.bill(now).payable));
  return (
    <div className="flex flex-1 flex-col">
      <div className="grid gap-4 p-5">
        <div className="flex items-end justify-between gap-4">
          <span data-testid="panel-payable">
            <MoneyText
              text={money}
              className={cx("text-meter-xl font-extrabold", paused ? "text-hold" : "text-run")}
            />
          </span>
          <p className="text-end">
            <span className="block text-small text-ink-2">{t.session.elapsed}</span>
            <bdi dir="ltr" className="figures text-title font-semibold" data-testid="panel-elapsed">
              <Tick of={(now) => f.stopwatch(meter.bill(now).playedMs)} />
            </bdi>
          </p>
        </div>
        <div className="grid gap-1.5">
          <Tape session={session} meter={meter} className="h-4" />
          <p className="figures flex justify-between text-small text-ink-2">
            <span>{f.time(session.startedAt)}</span>
            <Legend kinds={new Set(meter.spans(clock.now()).map((span) => span.kind))} />
            <span>
              <Tick of={f.time} />
            </span>
          </p>
        </div>
      </div>
      <SessionActions station={station} session={session} paused={paused} onView={onView} />
      <div className="grid gap-4 p-5">
        <LiveBill session={session} meter={meter} />
        {session.notes && (
          <p className="flex gap-2 rounded-control bg-raised p-3">
            <NotebookPen aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-2" />
            <span className="whitespace-pre-wrap">{session.notes}</span>
          </p>
        )}
        <ConsolePanel station={station} />
      </div>
    </div>
  );
}

/** Only when the tape has more than one pattern: alone it needs no words. */
function Legend({ kinds }: { readonly kinds: ReadonlySet<"single" | "multi" | "paused"> }) {
  const { t } = useI18n();
  const words = { single: t.board.single, multi: t.board.multi, paused: t.board.paused };
  if (kinds.size < 2) return null;
  return (
    <span className="flex gap-3">
      {(["single", "multi", "paused"] as const).map(
        (kind) =>
          kinds.has(kind) && (
            <span key={kind} className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className={`inline-block h-2.5 w-4 rounded-[2px] tape-${kind}`} />
              {words[kind]}
            </span>
          ),
      )}
    </span>
  );
}
