import type { Client } from "@libsql/client";
import type { StationId } from "@mikro-dash/domain/ids";
import type { BusinessDate } from "@mikro-dash/domain/time/business-day";
import type { ConsoleDays } from "@mikro-dash/use-cases/consoles/console-days";

/** In local.db, which no other host sees. */
export function keptConsoleDays(local: Client): ConsoleDays {
  return {
    async add(days) {
      await local.batch(
        days.map(({ stationId, date, onlineMs, idleMs }) => ({
          sql:
            "INSERT INTO console_days (id, station_id, date, online_ms, idle_ms) VALUES (?, ?, ?, ?, ?) " +
            "ON CONFLICT (id) DO UPDATE SET online_ms = online_ms + excluded.online_ms, idle_ms = idle_ms + excluded.idle_ms",
          args: [`${date}/${stationId}`, stationId, date, onlineMs, idleMs],
        })),
        "write",
      );
    },
    async since(date) {
      const { rows } = await local.execute({
        sql: "SELECT station_id, date, online_ms, idle_ms FROM console_days WHERE id >= ? ORDER BY id DESC",
        args: [date],
      });
      return rows.map((row) => ({
        stationId: String(row.station_id) as StationId,
        date: String(row.date) as BusinessDate,
        onlineMs: Number(row.online_ms),
        idleMs: Number(row.idle_ms),
      }));
    },
  };
}
