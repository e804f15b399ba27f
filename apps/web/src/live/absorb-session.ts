import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board, BoardStation, UnpaidBill } from "@mikro-dash/api-contract/schemas/station";
import { owedOf } from "@mikro-dash/domain/session/last-bill";

/** The board with one session as a command answered it, so that nothing waits for the next look. */
export function absorbSession(board: Board, session: Session): Board {
  const stations = board.stations.map((station) => withSession(station, session));
  return { ...board, stations, unpaid: withBill(board, session) };
}

/** What is owed for it now stands where it stood, or first; paid or reopened, it is gone. */
function withBill({ unpaid, stations }: Board, session: Session): Board["unpaid"] {
  const bill = billOf(session);
  const station = stations.find((one) => one.id === session.closing?.stationId);
  const before = unpaid.find((one) => one.sessionId === session.id);
  if (bill === null || owedOf(bill) === 0) return unpaid.filter((one) => one !== before);
  const { name, nameAr } = before?.station ?? station ?? { name: "", nameAr: "" };
  const after: UnpaidBill = { ...bill, station: { name, nameAr } };
  return before ? unpaid.map((one) => (one === before ? after : one)) : [after, ...unpaid];
}

function billOf({ id, closing, payments }: Session): NonNullable<BoardStation["lastClosing"]> | null {
  if (closing === null) return null;
  const paid = payments.reduce((sum, payment) => (payment.voided ? sum : sum + payment.amount), 0);
  return { ...closing, sessionId: id, paid } as NonNullable<BoardStation["lastClosing"]>;
}

function withSession(station: BoardStation, session: Session): BoardStation {
  const isHere = station.id === session.stationId && session.status !== "ended";
  if (isHere) return { ...station, session };
  const isOpenHere = station.session?.id === session.id;
  const { closing } = session;
  if (!isOpenHere && (closing === null || station.lastClosing?.id !== closing.id)) return station;
  if (closing === null) return { ...station, session: null };
  return { ...station, session: isOpenHere ? null : station.session, lastClosing: billOf(session) };
}
