import type { Arrival } from "./drafts.ts";
import type { Row } from "./rows.ts";

const FACTS = [
  "ps_session_segments",
  "ps_session_starts",
  "ps_session_orders",
  "ps_session_charges",
  "voids",
];

/**
 * Which sessions a review may be about after these arrivals, in words: at some time a closing came beside another one,
 * or a standing closing's writer had known fewer facts of the session, or an older version of its register, than were
 * here then. Written without SQL, and slowly: it looks at everything after each arrival.
 */
export function candidatesAfter(arrivals: readonly Arrival[]): string[] {
  const rows = new Map<string, Map<string, Row>>();
  const candidates = new Set<string>();
  const of = (table: string) => [...(rows.get(table)?.values() ?? [])];

  const knownOf = (closing: Row): number => {
    const session = closing.session_id;
    const facts = FACTS.flatMap(of).filter((fact) => fact.session_id === session).length;
    const transfers = of("ps_session_transfers");
    const given = transfers.filter(
      (t) => t.from_session_id === session && t.closing_id !== closing.id,
    ).length;
    const received = transfers.filter((t) => t.to_session_id === session);
    const undone = received.flatMap((t) => of("voids").filter((v) => v.id === t.id || v.id === t.closing_id));
    return facts + given + received.length + undone.length;
  };

  for (const { table, row } of arrivals) {
    const known = rows.get(table)?.get(String(row.id));
    const newestHolds = table === "ps_sessions" || table === "voids";
    if (known && (!newestHolds || String(known.updated_at) >= String(row.updated_at))) continue;
    rows.set(table, (rows.get(table) ?? new Map()).set(String(row.id), row));
    const closings = of("ps_session_closings");
    if (table === "ps_session_closings") {
      if (closings.some((c) => c.session_id === row.session_id && c.id !== row.id)) {
        candidates.add(String(row.session_id));
      }
    }
    for (const closing of closings) {
      if (of("voids").some((v) => v.id === closing.id)) continue;
      const register = of("ps_sessions").find((session) => session.id === closing.session_id);
      const newer = String(register?.updated_at ?? "") > String(closing.seen_version);
      if (newer || knownOf(closing) > Number(closing.seen_facts)) candidates.add(String(closing.session_id));
    }
  }
  return [...candidates].sort();
}
