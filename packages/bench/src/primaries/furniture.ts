import type { Client, InStatement } from "@libsql/client";

const id = (series: string, n: number) => `0190${series}-0000-7000-8000-${String(n).padStart(12, "0")}`;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

const SESSIONS = 6;
export const TEA = id("0001", 1);
/** Where somebody plays all evening, on the board of everybody. */
const waitingStations = numbers(SESSIONS).map((n) => id("0002", n));
export const WAITING_SESSIONS = numbers(SESSIONS).map((n) => id("0003", n));
/** Where the commands of the bench play. */
export const PLAYED_STATIONS = numbers(SESSIONS).map((n) => id("0004", n));

const STAMP = "2026-11-01T00:00:00.000Z-0000-historic";
const ACCEPTED = "2026-11-01T00:00:01.000Z";
const HOUR = 3_600_000;

/** Twelve stations and six sessions that run, the same in every primary. */
export async function furnish(client: Client, now: number): Promise<void> {
  const row = (table: string, values: Readonly<Record<string, string | number>>): InStatement => {
    const all = { updated_at: STAMP, synced_at: ACCEPTED, ...values };
    const names = Object.keys(all);
    return {
      sql: `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      args: Object.values(all),
    };
  };
  const names = { name: "Tea", name_ar: "شاي" };
  const started = now - 2 * HOUR;
  await client.batch(
    [
      row("ps_menu_items", { id: TEA, ...names, category: "drinks", price: 1_000, available: 1 }),
      ...[...waitingStations, ...PLAYED_STATIONS].map((stationId, n) =>
        row("ps_stations", {
          ...{ id: stationId, name: `PS ${n + 1}`, name_ar: `بلاي ${n + 1}`, hourly_rate: 2_000 },
          ...{ sort_order: n, out_of_order: 0 },
        }),
      ),
      ...WAITING_SESSIONS.flatMap((sessionId, n) => {
        const stationId = waitingStations[n] ?? "";
        return [
          row("ps_sessions", { id: sessionId, station_id: stationId, started_at: started }),
          row("ps_session_segments", {
            ...{ id: id("0005", n), session_id: sessionId, station_id: stationId, kind: "single" },
            ...{ hourly_rate: 2_000, started_at: started },
          }),
          ...numbers(3).map((order) =>
            row("ps_session_orders", {
              ...{ id: id("0006", n * 10 + order), session_id: sessionId, menu_item_id: TEA, ...names },
              ...{ quantity: 1, unit_price: 1_000, ordered_at: started },
            }),
          ),
        ];
      }),
    ],
    "write",
  );
}
