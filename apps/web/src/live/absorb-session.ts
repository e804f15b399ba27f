import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board, BoardStation } from "@mikro-dash/api-contract/schemas/station";

/** The board with one session as a command answered it, so that nothing waits for the next look. */
export function absorbSession(board: Board, session: Session): Board {
  return { ...board, stations: board.stations.map((station) => withSession(station, session)) };
}

function withSession(station: BoardStation, session: Session): BoardStation {
  const isHere = station.id === session.stationId && session.status !== "ended";
  if (isHere) return { ...station, session };
  const isOpenHere = station.session?.id === session.id;
  const { closing } = session;
  if (!isOpenHere && (closing === null || station.lastClosing?.id !== closing.id)) return station;
  if (closing === null) return { ...station, session: null };
  const paid = session.payments.reduce((sum, payment) => (payment.voided ? sum : sum + payment.amount), 0);
  const lastClosing = { ...closing, sessionId: session.id, paid } as NonNullable<BoardStation["lastClosing"]>;
  return { ...station, session: isOpenHere ? null : station.session, lastClosing };
}
