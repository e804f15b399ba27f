import { billOf, standing } from "./bill.ts";
import type { ModelRow, ModelRows } from "./rows.ts";

/** Sessions that are open, and where each is now. */
export function openSessions(rows: ModelRows): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  for (const session of rows.of("ps_sessions")) {
    if (session.deleted_at !== null || standing(rows, session.id).length > 0) continue;
    open.set(String(session.id), stationOf(rows, session));
  }
  return open;
}

function stationOf(rows: ModelRows, session: ModelRow): string {
  const last = rows
    .where("ps_session_segments", "session_id", session.id)
    .filter((segment) => !rows.isVoided(segment.id))
    .toSorted((a, b) => Number(a.started_at) - Number(b.started_at) || (String(a.id) < String(b.id) ? -1 : 1))
    .at(-1);
  return String((last ?? session).station_id);
}

const COMPONENTS = [
  ["played_ms", "playedMs"],
  ["time", "time"],
  ["orders", "orders"],
  ["charges", "charges"],
  ["transfers_in", "transfersIn"],
  ["transfers_out", "transfersOut"],
  ["subtotal", "subtotal"],
  ["discount", "discount"],
  ["payable", "payable"],
] as const;

/** A review in words that can be compared: its kind, what it is about, the money. By docs/data-model.md. */
export function reviewsOf(rows: ModelRows, now: number): readonly string[] {
  const reviews: string[] = [];
  for (const session of rows.of("ps_sessions")) {
    if (session.deleted_at !== null) continue;
    const closings = standing(rows, session.id);
    const [closing, other] = closings;
    if (closing === undefined) continue;
    const bill = billOf(rows, session, now);
    if (other !== undefined) {
      const smallest = closings.map((row) => String(row.id)).sort()[0];
      const difference = Number(closing.payable) - Number(other.payable);
      reviews.push(`two-closings:${session.id}:${smallest} ${difference}`);
    }
    if (COMPONENTS.some(([column, component]) => closing[column] !== bill[component])) {
      const difference = bill.payable - Number(closing.payable);
      reviews.push(`late-items:${session.id}:${closing.id} ${difference}`);
    }
  }
  const open = [...openSessions(rows)];
  for (const [station, there] of Map.groupBy(open, ([, at]) => at)) {
    if (there.length < 2) continue;
    reviews.push(`two-open:${station}:${there.map(([id]) => id).sort()[0]} null`);
  }
  const sales = rows.of("voucher_sales").filter((sale) => !rows.isVoided(sale.id));
  for (const [code, sold] of Map.groupBy(sales, (sale) => String(sale.code))) {
    if (sold.length < 2) continue;
    reviews.push(`two-sales:${code}:${sold.map((sale) => String(sale.id)).sort()[0]} null`);
  }
  return reviews.sort();
}
