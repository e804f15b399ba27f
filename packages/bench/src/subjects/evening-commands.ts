import { randomUUID } from "node:crypto";
import { PLAYED_STATIONS, TEA } from "../primaries/furniture.ts";
import type { KeepAlive } from "./keep-alive.ts";

const CYCLE = ["start", "order", "pause", "charge", "resume", "order", "order", "end"] as const;
export type CommandKind = (typeof CYCLE)[number];

const BEGAN_AGO_MS = 6 * 3_600_000;
const STEP_MS = 2_000;
/** A started minute at 20 pounds an hour, three teas and the extra charge, rounded to five pounds. */
const PAYABLE = 3_500;

/**
 * The commands of an evening, one after the other, over six stations: a session is opened, gets what a session gets,
 * is closed and paid, and the next one begins. All of it happened hours ago, so that the board, which shows the bills
 * of the last half hour, does not fill with the bills of a bench that is a hundred times as fast as a café.
 */
export function eveningCommands(api: KeepAlive) {
  const began = Date.now() - BEGAN_AGO_MS;
  const tables = PLAYED_STATIONS.map((stationId) => ({ stationId, sessionId: "", step: 0 }));
  let turn = 0;

  async function give(table: (typeof tables)[number], id: string): Promise<CommandKind> {
    const kind = CYCLE[table.step % CYCLE.length] as CommandKind;
    if (kind === "start") table.sessionId = id;
    const at = began + table.step * STEP_MS;
    const of = `/api/v1/sessions/${table.sessionId}`;
    switch (kind) {
      case "start":
        await api.post("/api/v1/sessions", { id, at, stationId: table.stationId });
        break;
      case "order":
        await api.post(`${of}/orders`, { id, at, menuItemId: TEA, quantity: 1 });
        break;
      case "charge":
        await api.post(`${of}/charges`, { id, at, amount: 500, reason: "shisha" });
        break;
      case "end":
        await api.post(`${of}/end`, { id, at, payment: { amount: PAYABLE, method: "cash" } });
        break;
      case "pause":
      case "resume":
        await api.post(`${of}/${kind}`, { id, at });
        break;
    }
    table.step++;
    return kind;
  }

  return {
    /** The next command; its row and its line in the log have this id. */
    next(id: string = randomUUID()): Promise<CommandKind> {
      const table = tables[turn++ % tables.length];
      if (table === undefined) throw new Error("there is no station");
      return give(table, id);
    },
    /** Plays every open session of these tables to its end. */
    async finish(): Promise<void> {
      for (const table of tables) while (table.step % CYCLE.length !== 0) await give(table, randomUUID());
    },
  };
}
