import type { Session } from "@mikro-dash/api-contract/schemas/session";
import { sessionFacts } from "@mikro-dash/api-contract/session-facts";
import { type Bill, billAt } from "@mikro-dash/domain/session/bill";
import { type LimitInstants, limitInstants } from "@mikro-dash/domain/session/limits";
import { type SessionStatus, type Span, statusAt, timeline } from "@mikro-dash/domain/session/timeline";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";

/** One session as the screen reads it at any instant; the rules are the domain's. */
export type Meter = {
  readonly bill: (now: number) => Bill;
  readonly status: (now: number) => SessionStatus;
  readonly spans: (now: number) => readonly Span[];
  readonly limits: LimitInstants;
};

export function meterOf(session: Session): Meter {
  const facts = sessionFacts(session);
  const { policy } = session;
  return {
    bill: lastOnly((now) => billAt(facts, policy, epochMs(now))),
    status: lastOnly((now) => statusAt(facts, policy, epochMs(now))),
    spans: lastOnly((now) => timeline(facts, policy, epochMs(now))),
    limits: limitInstants(facts),
  };
}

/** Several texts of one tile ask for the same instant. */
function lastOnly<T>(compute: (now: number) => T): (now: number) => T {
  let at = Number.NaN;
  let value: T;
  return (now) => {
    if (now !== at) {
      value = compute(now);
      at = now;
    }
    return value;
  };
}
