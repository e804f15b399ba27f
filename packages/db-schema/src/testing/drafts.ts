import fc from "fast-check";
import { aRow, type Row, stamp } from "./rows.ts";

/** A row on its way to a table. */
export interface Arrival {
  readonly table: string;
  readonly row: Row;
}

export type Draft = readonly [table: string, id: string, given: Row];

const station = fc.constantFrom("a", "b");
const instant = fc.nat(1);
export const fact = (table: string, id: string, given: Row) => fc.constant<Draft>([table, id, given]);
const segment = (session: string, id: string) =>
  fc
    .tuple(station, instant)
    .map(
      ([at, t]): Draft => ["ps_session_segments", id, { session_id: session, station_id: at, started_at: t }],
    );
const register = (session: string, version: number, gone: number | null) =>
  station.map((at): Draft => ["ps_sessions", session, { station_id: at, deleted_at: gone, version }]);
/** Its writer knew so many facts, and that version of the register. */
const closing = (session: string, id: string) =>
  fc.tuple(fc.nat(8), fc.nat(2)).map(([facts, version]): Draft => {
    return [
      "ps_session_closings",
      id,
      { session_id: session, seen_facts: facts, seen_version: stamp(version), payable: 3 },
    ];
  });
const payment = (session: string, id: string) =>
  fc.constantFrom(1, 2, 3).map((amount): Draft => ["ps_payments", id, { session_id: session, amount }]);
export const voiding = (session: string, what: keyof typeof TARGETS) =>
  fact("voids", `${session}-${what}`, { session_id: session, target_table: TARGETS[what] });
const TARGETS = {
  g2: "ps_session_segments",
  c1: "ps_session_closings",
  t1: "ps_session_transfers",
  o1: "ps_session_orders",
  p1: "ps_payments",
} as const;

/** Everything that may happen to one session; a part of it does, in any order. */
const lifeOf = (session: string, other: string) => {
  const mine = { session_id: session };
  const moved = { from_session_id: session, to_session_id: other, closing_id: `${session}-c1` };
  return [
    ...[register(session, 0, null), register(session, 1, null), register(session, 2, 1)],
    ...[segment(session, `${session}-g1`), segment(session, `${session}-g2`)],
    fact("ps_session_starts", `${session}-s1`, mine),
    fact("ps_session_orders", `${session}-o1`, mine),
    fact("ps_session_charges", `${session}-h1`, mine),
    ...[closing(session, `${session}-c1`), closing(session, `${session}-c2`)],
    fact("ps_session_transfers", `${session}-t1`, moved),
    ...[payment(session, `${session}-p1`), payment(session, `${session}-p2`), voiding(session, "p1")],
    ...[voiding(session, "g2"), voiding(session, "c1"), voiding(session, "t1"), voiding(session, "o1")],
  ];
};
const accepted = fc.option(fc.nat(2), { nil: null, freq: 2 });
const world = [...lifeOf("s1", "s2"), ...lifeOf("s2", "s1")].map((one) => fc.tuple(one, accepted));
/** Some of two sessions' rows in any order, and how many arrive together. */
export const scenario = fc.record({
  drafts: fc
    .tuple(...world)
    .chain((all) => fc.shuffledSubarray(all, { minLength: 5, maxLength: all.length })),
  cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: world.length, maxLength: world.length }),
});

/** Ids begin with the run's own prefix: rows of earlier runs cannot be deleted. */
export function prefixed(
  run: string,
  [table, id, { version, ...given }]: Draft,
  syncedAt: number | null,
): Arrival {
  const ids = ["session_id", "from_session_id", "to_session_id", "closing_id", "station_id"];
  const mine = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, ids.includes(name) ? `${run}${value}` : value]),
  );
  const synced_at = syncedAt === null ? null : `2026-11-22T12:00:00.00${syncedAt}Z`;
  return { table, row: aRow(table, `${run}${id}`, stamp(Number(version ?? 0)), { ...mine, synced_at }) };
}
