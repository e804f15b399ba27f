import type { Client } from "@libsql/client";
import { hold } from "./failure.ts";
import type { Said } from "./said.ts";

const STANDS =
  "NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = c.id) AND NOT EXISTS " +
  "(SELECT 1 FROM ps_session_transfers t JOIN voids v ON v.id = t.id WHERE t.closing_id = c.id)";
const CLOSINGS = `SELECT count(*) FROM ps_session_closings c WHERE c.session_id = ? AND ${STANDS}`;
const AT_STATION = "SELECT count(*) FROM open_sessions WHERE station_id = ?";
// A move may be dated back to before another one: then nobody is there now.
const AT_MOST_ONE_AT_STATION = "SELECT max(1, count(*)) FROM open_sessions WHERE station_id = ?";
const AT_ITS_STATION =
  "SELECT max(1, count(*)) FROM open_sessions o JOIN open_sessions n USING (station_id) " +
  "WHERE o.session_id = (SELECT session_id FROM ps_session_closings WHERE id = ?)";
const SALES = "SELECT count(*) FROM voucher_sales WHERE code = ?";
const NOT_OVERPAID =
  "SELECT c.payable >= (SELECT coalesce(sum(p.amount), 0) FROM ps_payments p WHERE p.session_id = c.session_id " +
  "AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = p.id)) FROM ps_session_closings c WHERE c.id = ?";

/**
 * What one database must not do to itself, however its commands come between each other: two closings of a session, two
 * sessions at a station, a voucher sold twice, more paid than was owed. Each of these counts is 1 after the command.
 */
const RULES: Readonly<Record<string, readonly [sql: string, about: string]>> = {
  end: [CLOSINGS, "sessionId"],
  transfer: [CLOSINGS, "sessionId"],
  start: [AT_STATION, "stationId"],
  move: [AT_MOST_ONE_AT_STATION, "stationId"],
  reopen: [AT_ITS_STATION, "closingId"],
  "sell voucher": [SALES, "code"],
  pay: [NOT_OVERPAID, "closingId"],
};

/** To be asked right after a command was accepted and written. */
export async function keepsItsOwnRules(client: Client, { verb, words }: Said): Promise<void> {
  const [sql, about] = RULES[verb] ?? [];
  if (sql === undefined || about === undefined) return;
  const { rows } = await client.execute({ sql, args: [String(words[about])] });
  hold(Number(rows[0]?.[0]) === 1, "one database makes no review", () => `${verb}: ${rows[0]?.[0]}`);
}
