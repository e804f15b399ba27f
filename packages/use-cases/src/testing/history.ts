import type { Client } from "@libsql/client";
import { EVENING } from "./shop.ts";

/**
 * Years of closed sessions at one station, accepted by the primary, before the evening: eight rows each (session, two
 * segments, order, closing, payment, line in the log, voucher sale), receipts from the desktop's series.
 */
export async function seedHistory(client: Client, sessions: number): Promise<void> {
  const each = (table: string, values: string) =>
    `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${sessions})
     INSERT INTO ${table} SELECT ${values} FROM n`;
  const id = (series: string) => `'0190${series}-0000-7000-8000-' || printf('%012x', i)`;
  const start = `${EVENING - 86_400_000 * 3} - i * 600000`;
  const meta = `'2026-11-01T00:00:00.000Z-0000-historic', '2026-11-01T00:00:00.' || printf('%03dZ', i % 1000)`;
  const session = id("5e55");
  const names = "'Tea', 'شاي'";
  await client.batch(
    [
      each("ps_sessions", `${session}, ${meta}, NULL, 'old', ${start}, NULL, NULL, NULL`),
      each(
        "ps_session_segments",
        `${id("5e61")}, ${meta}, ${session}, 'old', 'single', 2000, ${start}, NULL`,
      ),
      each(
        "ps_session_segments",
        `${id("5e62")}, ${meta}, ${session}, 'old', 'paused', 0, ${start} + 60000, NULL`,
      ),
      each("ps_session_orders", `${id("04de")}, ${meta}, ${session}, 'tea', ${names}, 1, 500, ${start}`),
      each(
        "ps_session_closings",
        `${id("c105")}, ${meta}, ${session}, 'old', ${start} + 300000, 'A-' || i, 60000, 1, 33, 500, 0, 0, 0, 533, 0, NULL,
         -33, 500, 60, 0, 500, 'alert', 'Mona', ${start} + 300000`,
      ),
      each(
        "ps_payments",
        `${id("9a1d")}, ${meta}, ${id("c105")}, ${session}, 500, 'cash', ${start} + 300000`,
      ),
      each(
        "activity",
        `${id("ac71")}, ${meta}, ${start}, 'Mona', 'desktop', 'session.end', ${session}, '[]', NULL, NULL`,
      ),
      each("voucher_sales", `${id("5a1e")}, ${meta}, 'CODE' || i, NULL, 'Hour', 1000, ${start}, NULL`),
    ],
    "write",
  );
}
