import type { ModelHeartbeats } from "./alive.ts";
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

/** What contradicts what, and what it is about. */
interface Contradiction {
  readonly subject: string;
  readonly rows: readonly unknown[];
  readonly difference: number | null;
}

/**
 * Reviews in words that can be compared: the kind, what it is about, the money. By docs/data-model.md and ADR 0010: of
 * the rows that contradict each other the smallest names it under which nobody has decided yet.
 * @param alive the café's heartbeat, where it is known
 */
export function reviewsOf(rows: ModelRows, now: number, alive: ModelHeartbeats | null): readonly string[] {
  const decided = new Set(rows.of("review_resolutions").map(({ id }) => String(id)));
  const named = (kind: string, found: readonly Contradiction[]) =>
    found.flatMap(({ subject, rows: about, difference }) => {
      const names = about.map((id) => `${kind}:${subject}:${id}`).filter((name) => !decided.has(name));
      return names.length === 0 ? [] : [`${names.sort()[0]} ${difference}`];
    });
  const ofSessions = (each: typeof lateItems) =>
    rows
      .of("ps_sessions")
      .flatMap((session) => (session.deleted_at === null ? each(rows, session, now) : []));
  return [
    ...named("two-closings", ofSessions(twoClosings)),
    ...named("late-items", ofSessions(lateItems)),
    ...named("two-open", twoOpen(rows)),
    ...named("two-sales", twoSales(rows)),
    ...named("frozen-while-alive", alive === null ? [] : frozenWhileAlive(rows, alive, decided)),
  ].sort();
}

function twoClosings(rows: ModelRows, session: ModelRow): readonly Contradiction[] {
  const closings = standing(rows, session.id);
  const [one, other] = closings;
  if (one === undefined || other === undefined) return [];
  const difference = Number(one.payable) - Number(other.payable);
  return [{ subject: String(session.id), rows: closings.map(({ id }) => id), difference }];
}

function lateItems(rows: ModelRows, session: ModelRow, now: number): readonly Contradiction[] {
  const [closing] = standing(rows, session.id);
  if (closing === undefined) return [];
  const bill = billOf(rows, session, now);
  if (COMPONENTS.every(([column, component]) => closing[column] === bill[component])) return [];
  const difference = bill.payable - Number(closing.payable);
  return [{ subject: String(session.id), rows: [closing.id], difference }];
}

function twoOpen(rows: ModelRows): readonly Contradiction[] {
  const there = [...Map.groupBy(openSessions(rows), ([, station]) => station)];
  return there
    .filter(([, sessions]) => sessions.length > 1)
    .map(([subject, sessions]) => ({ subject, rows: sessions.map(([id]) => id), difference: null }));
}

function twoSales(rows: ModelRows): readonly Contradiction[] {
  const standingSales = rows.of("voucher_sales").filter((sale) => !rows.isVoided(sale.id));
  return [...Map.groupBy(standingSales, (sale) => String(sale.code))]
    .filter(([, sold]) => sold.length > 1)
    .map(([subject, sold]) => ({ subject, rows: sold.map(({ id }) => id), difference: null }));
}

/** Freezes from afar that still hold a session which is open; whatever was decided about one is decided. */
function frozenWhileAlive(
  rows: ModelRows,
  alive: ModelHeartbeats,
  decided: ReadonlySet<string>,
): readonly Contradiction[] {
  const open = openSessions(rows);
  const freezes = rows
    .of("activity")
    .filter(({ verb, device }) => verb === "outage.freeze" && device !== "desktop");
  return freezes.flatMap(({ id: batch }) => {
    const pauses = rows
      .where("ps_session_segments", "batch_id", batch)
      .filter((row) => row.kind === "paused" && open.has(String(row.session_id)) && !rows.isVoided(row.id));
    const frozenAt = Math.min(...pauses.map((row) => Number(row.started_at)));
    const isDecided = [...decided].some((name) => name.startsWith(`frozen-while-alive:${batch}:`));
    if (pauses.length === 0 || isDecided || !alive.heardAfter(frozenAt)) return [];
    return [{ subject: String(batch), rows: pauses.map(({ id }) => id), difference: null }];
  });
}
