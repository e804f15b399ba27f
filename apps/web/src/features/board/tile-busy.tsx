import type { Session } from "@mikro-dash/api-contract/schemas/session";
import { Link } from "@tanstack/react-router";
import { CloudUpload, CupSoda, Timer, TriangleAlert, User, Users } from "lucide-react";
import { Tick, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { MoneyText } from "../../ui/money.tsx";
import type { Meter } from "../session/meter.ts";
import { Tape } from "../session/tape.tsx";
import { costReached, type StationState, timerLeft } from "./station-view.ts";

type Props = {
  readonly session: Session;
  readonly meter: Meter;
  readonly state: StationState;
  readonly testId: string;
};

/** The meter of a station that is taken: what it would pay now, how long it played, and its tape. */
export function TileBusy({ session, meter, state, testId }: Props) {
  const { f } = useI18n();
  const money = useTick((now) => f.money(meter.bill(now).payable));
  return (
    <>
      <div className="flex items-end justify-between gap-2">
        <span data-testid={`${testId}-money`}>
          <MoneyText
            text={money}
            className={cx(
              "text-[2.75rem] leading-11 font-extrabold md:text-meter",
              state === "paused" ? "text-hold" : "text-run",
            )}
          />
        </span>
        <div className="grid justify-items-end gap-0.5 pb-0.5">
          <TileLimits session={session} meter={meter} />
          <span data-testid={`${testId}-elapsed`} className="figures text-name font-semibold text-ink">
            <bdi dir="ltr">
              <Tick of={(now) => f.stopwatch(meter.bill(now).playedMs)} />
            </bdi>
          </span>
        </div>
      </div>
      <TileFacts session={session} state={state} testId={testId} />
      <Tape session={session} meter={meter} className="mt-auto h-2" silent />
    </>
  );
}

function TileFacts({ session, state, testId }: Pick<Props, "session" | "state" | "testId">) {
  const { t, f } = useI18n();
  const mode = session.segments.findLast((segment) => segment.kind !== "paused")?.kind ?? "single";
  const orders = session.orders.reduce((sum, order) => (order.voided ? sum : sum + order.quantity), 0);
  const pausedAt =
    session.segments.at(-1)?.kind === "paused" ? session.segments.at(-1)?.startedAt : undefined;
  const Mode = mode === "multi" ? Users : User;
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-small font-semibold text-ink">
      <span className={cx("inline-flex items-center gap-1", mode === "multi" && "text-duo")}>
        <Mode aria-hidden="true" className="size-4" strokeWidth={2.5} />
        {mode === "multi" ? t.board.multi : t.board.single}
      </span>
      {state === "paused" && pausedAt !== undefined && <span>{t.board.pausedSince(f.time(pausedAt))}</span>}
      {orders > 0 && (
        <span className="inline-flex items-center gap-1">
          <CupSoda aria-hidden="true" className="size-4" />
          {t.board.orders(orders, f.count(orders))}
        </span>
      )}
      {!session.synced && (
        <span className="ms-auto text-ink-2" title={t.board.notSent}>
          <CloudUpload aria-hidden="true" className="size-4" />
          <span className="sr-only">{t.board.notSent}</span>
        </span>
      )}
      {session.reviews.length > 0 && (
        <Link
          to="/reviews"
          className="relative z-10 -m-2.5 inline-flex size-11 items-center justify-center rounded-control text-stop hover:bg-stop-soft"
          title={t.board.review}
          data-testid={`${testId}-review`}
        >
          <TriangleAlert aria-hidden="true" className="size-4" />
          <span className="sr-only">{t.board.review}</span>
        </Link>
      )}
    </div>
  );
}

function TileLimits({ session, meter }: Pick<Props, "session" | "meter">) {
  const { t, f } = useI18n();
  const text = useTick((now) => {
    const left = timerLeft(meter, session.timerMinutes, now);
    if (left !== null) return left > 0 ? t.board.timeLeft(f.span(left)) : t.board.timeOver(f.span(-left));
    return costReached(meter, now) ? t.board.limitReached : "";
  });
  const over = useTick(
    (now) => (timerLeft(meter, session.timerMinutes, now) ?? 1) <= 0 || costReached(meter, now),
  );
  if (text === "") return null;
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 text-small font-semibold",
        over ? "rounded-full bg-stop px-2 text-surface" : "text-ink-2",
      )}
    >
      <Timer aria-hidden="true" className="size-4" />
      {text}
    </span>
  );
}
