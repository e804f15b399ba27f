import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { Span } from "@mikro-dash/domain/session/timeline";
import { clock, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import type { Meter } from "./meter.ts";

const REDRAW_MS = 10_000;
const lengthOf = (span: Span) => span.to - span.from;

/** The session drawn to scale; with a timer, the play that is left is drawn as empty tape. */
export function Tape({
  session,
  meter,
  className,
  silent = false,
}: {
  readonly session: Session;
  readonly meter: Meter;
  readonly className: string;
  /** Beside a text that says the same. */
  readonly silent?: boolean;
}) {
  const { t, f } = useI18n();
  useTick((now) => Math.floor(now / REDRAW_MS));
  const now = clock.now();
  const spans = meter.spans(now).filter((span) => lengthOf(span) > 0);
  const left = Math.max(0, (session.timerMinutes ?? 0) * 60_000 - meter.bill(now).playedMs);
  const words = { single: t.board.single, multi: t.board.multi, paused: t.board.paused };
  const said = spans.map((span) => `${words[span.kind]} ${f.span(lengthOf(span))}`).join(", ");
  return (
    <div
      className={cx("tape", className)}
      {...(silent ? { "aria-hidden": true } : { role: "img", "aria-label": t.session.timelineOf(said) })}
    >
      {spans.map((span) => (
        <span
          key={`${span.segmentId}${span.from}`}
          className={`tape-${span.kind}`}
          style={{ flexGrow: lengthOf(span) }}
        />
      ))}
      {left > 0 && <span style={{ flexGrow: left }} />}
    </div>
  );
}
