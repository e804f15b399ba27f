import type { Arrival } from "./derived-suite.ts";
import type { Row } from "./rows.ts";

const LATE_FACTS = ["ps_session_segments", "ps_session_starts", "ps_session_orders", "ps_session_charges"];

/**
 * Which sessions a review may be about after these arrivals, in words: a fact that came when there was a closing
 * already; a closing beside another one, or one that was accepted before a fact of its session that is here. Written
 * without SQL, and slowly.
 */
export function candidatesAfter(arrivals: readonly Arrival[]): string[] {
  const rows = new Map<string, Map<string, Row>>();
  const candidates = new Set<unknown>();
  const of = (table: string) => [...(rows.get(table)?.values() ?? [])];
  const closed = (session: unknown) => of("ps_session_closings").some((c) => c.session_id === session);

  const factsOfSession = (session: unknown): Row[] => {
    const transfers = of("ps_session_transfers");
    const moved = transfers.filter((t) => t.to_session_id === session).flatMap((t) => [t.id, t.closing_id]);
    return [
      ...[...LATE_FACTS, "voids"].flatMap(of).filter((f) => f.session_id === session),
      ...transfers.filter((t) => t.from_session_id === session || t.to_session_id === session),
      ...of("voids").filter((v) => moved.includes(v.id as string)),
    ];
  };
  const aboutSessionsOf = ({ table, row }: Arrival): unknown[] => {
    if (LATE_FACTS.includes(table)) return [row.session_id];
    if (table === "ps_session_transfers") return [row.from_session_id, row.to_session_id];
    if (table !== "voids") return [];
    const paidBy = of("ps_session_transfers").filter(
      (t) => t.from_session_id === row.session_id && (t.id === row.id || t.closing_id === row.id),
    );
    return [row.session_id, ...paidBy.map((t) => t.to_session_id)];
  };

  for (const arrival of arrivals) {
    const { table, row } = arrival;
    const known = rows.get(table)?.get(String(row.id));
    const stale = known && (table !== "ps_sessions" || String(known.updated_at) >= String(row.updated_at));
    if (stale) continue;
    rows.set(table, (rows.get(table) ?? new Map()).set(String(row.id), row));
    for (const session of aboutSessionsOf(arrival)) if (closed(session)) candidates.add(session);
    if (table === "ps_session_closings") {
      const others = of(table).filter((c) => c.session_id === row.session_id && c.id !== row.id);
      const unseen = factsOfSession(row.session_id).some(
        (f) =>
          f.synced_at === null || (row.synced_at !== null && String(f.synced_at) > String(row.synced_at)),
      );
      if (others.length > 0 || (row.synced_at !== null && unseen)) candidates.add(row.session_id);
    }
  }
  return [...candidates].map(String).sort();
}
