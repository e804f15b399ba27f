import type { Client } from "@libsql/client";
import { EVENING } from "./shop.ts";

/**
 * Years of closed sessions at one station, accepted by the primary, before the evening: eight rows each (session, two
 * segments, order, closing, payment, line in the log, voucher sale), receipts from the desktop's series.
 */
export async function seedHistory(client: Client, sessions: number): Promise<void> {
  const each = (table: string, values: Readonly<Record<string, string>>) => {
    const row = { updated_at: STAMP, synced_at: ACCEPTED, ...values };
    return `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${sessions})
      INSERT INTO ${table} (${Object.keys(row).join(", ")}) SELECT ${Object.values(row).join(", ")} FROM n`;
  };
  const [session, closing] = [ids("5e55"), ids("c105")];
  const start = `${EVENING - 3 * DAY} - i * 600000`;
  const end = `${start} + 300000`;
  const segment = { session_id: session, station_id: "'old'" };
  const names = { name: "'Tea'", name_ar: "'شاي'" };
  await client.batch(
    [
      each("ps_sessions", { id: session, station_id: "'old'", started_at: start }),
      each("ps_session_segments", {
        id: ids("5e61"),
        ...segment,
        kind: "'single'",
        hourly_rate: "2000",
        started_at: start,
      }),
      each("ps_session_segments", {
        id: ids("5e62"),
        ...segment,
        kind: "'paused'",
        hourly_rate: "0",
        started_at: end,
      }),
      each("ps_session_orders", {
        ...{ id: ids("04de"), session_id: session, menu_item_id: "'tea'", ...names, quantity: "1" },
        ...{ unit_price: "500", ordered_at: start },
      }),
      each("ps_session_closings", {
        ...{ id: closing, ...segment, ended_at: end, receipt_no: "'A-' || i", played_ms: "300000" },
        ...{
          billed_minutes: "5",
          time: "167",
          orders: "500",
          charges: "0",
          transfers_in: "0",
          transfers_out: "0",
        },
        ...{
          subtotal: "667",
          discount: "0",
          rounding: "-167",
          payable: "500",
          billing_increment_seconds: "60",
        },
        ...{
          minimum_charge: "0",
          round_to: "500",
          limit_action: "'alert'",
          closed_by: "'Mona'",
          closed_at: end,
          seen_facts: "3",
          seen_version: STAMP,
        },
      }),
      each("ps_payments", {
        ...{ id: ids("9a1d"), closing_id: closing, session_id: session, amount: "500", method: "'cash'" },
        taken_at: end,
      }),
      each("activity", {
        ...{ id: ids("ac71"), at: start, actor: "'Mona'", device: "'desktop'", verb: "'session.end'" },
        ...{ session_id: session, row_ids: "'[]'" },
      }),
      each("voucher_sales", {
        ...{ id: ids("5a1e"), code: "'CODE' || i", package_name: "'Hour'", price: "1000", sold_at: start },
      }),
    ],
    "write",
  );
}

const STAMP = "'2026-11-01T00:00:00.000Z-0000-historic'";
const DAY = 86_400_000;
const ids = (series: string) => `'0190${series}-0000-7000-8000-' || printf('%012x', i)`;
const ACCEPTED = "'2026-11-01T00:00:00.' || printf('%03dZ', i % 1000)";
