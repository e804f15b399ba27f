import type { ClosingRow, SessionFacts } from "@mikro-dash/domain/session/facts";
import type { Session } from "./schemas/session.ts";

const inForce = (row: { readonly voided: boolean }) => !row.voided;

/**
 * The facts behind an answer, for ticking its bill with `@mikro-dash/domain/session/bill` in the browser.
 * What was voided is left out, so there is nothing to void; `session.startedAt` is the start in force already.
 */
export function sessionFacts(session: Session): SessionFacts {
  const { id, stationId, startedAt, timerMinutes, costLimit, notes, updatedAt } = session;
  const ofThis = <Row extends object>(row: Row) => ({ ...row, sessionId: id });
  return {
    session: { id, stationId, startedAt, timerMinutes, costLimit, notes, updatedAt },
    segments: session.segments.map(ofThis),
    starts: [],
    orders: session.orders.filter(inForce).map(ofThis),
    charges: session.charges.filter(inForce).map(ofThis),
    transfersIn: session.transfersIn.filter(inForce),
    transfersOut: session.transfersOut.filter(inForce),
    closings: session.closing ? [closingRow(session, session.closing)] : [],
    payments: session.payments.filter(inForce).map(ofThis),
    voids: [],
  };
}

function closingRow(session: Session, closing: NonNullable<Session["closing"]>): ClosingRow {
  return { ...closing, ...closing.policy, sessionId: session.id, updatedAt: session.updatedAt };
}
