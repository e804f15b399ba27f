import { randomUUID } from "node:crypto";
import { PLAYED_STATIONS, TEA } from "../primaries/furniture.ts";
import type { KeepAlive } from "./keep-alive.ts";

const KINDS = ["start", "order", "pause", "charge", "resume", "end"] as const;
export type CommandKind = (typeof KINDS)[number];

/** What a customer does; and one who stays long, for the bulk: the board shows every bill of the last half hour. */
const SHORT: readonly CommandKind[] = [
  "start",
  "order",
  "pause",
  "charge",
  "resume",
  "order",
  "order",
  "end",
];
const PART: readonly CommandKind[] = ["order", "pause", "charge", "resume", "order", "order"];
const LONG: readonly CommandKind[] = ["start", ...Array.from({ length: 6 }, () => PART).flat(), "end"];

const BEGAN_AGO_MS = 6 * 3_600_000;
const STEP_MS = 2_000;

/**
 * The commands of an evening, one after the other, over six stations: a session is opened, gets what a session gets,
 * is closed and paid, and the next one begins. It happened hours ago, two seconds apart: the time played is a minute
 * or two, which is less than what bills are rounded to.
 */
export function eveningCommands(api: KeepAlive) {
  const began = Date.now() - BEGAN_AGO_MS;
  const tables = PLAYED_STATIONS.map((stationId) => {
    return { stationId, sessionId: "", at: began, step: 0, owed: 0, cycle: LONG };
  });
  let turn = 0;
  let cycle = LONG;

  async function give(table: (typeof tables)[number], id: string): Promise<CommandKind> {
    if (table.step === 0) Object.assign(table, { cycle, owed: 0, sessionId: id });
    const kind = table.cycle[table.step] as CommandKind;
    table.at += STEP_MS;
    const { at } = table;
    const of = `/api/v1/sessions/${table.sessionId}`;
    switch (kind) {
      case "start":
        await api.post("/api/v1/sessions", { id, at, stationId: table.stationId });
        break;
      case "order":
        await api.post(`${of}/orders`, { id, at, menuItemId: TEA, quantity: 1 });
        table.owed += 1_000;
        break;
      case "charge":
        await api.post(`${of}/charges`, { id, at, amount: 500, reason: "shisha" });
        table.owed += 500;
        break;
      case "end":
        await api.post(`${of}/end`, { id, at, payment: { amount: table.owed, method: "cash" } });
        break;
      case "pause":
      case "resume":
        await api.post(`${of}/${kind}`, { id, at });
        break;
    }
    table.step = (table.step + 1) % table.cycle.length;
    return kind;
  }

  return {
    /** The next command; its row and its line in the log have this id. */
    next(id: string = randomUUID()): Promise<CommandKind> {
      const table = tables[turn++ % tables.length];
      if (table === undefined) throw new Error("there is no station");
      return give(table, id);
    },
    /** Plays every open session of these tables to its end; those that follow are short ones. */
    async finish(): Promise<void> {
      cycle = SHORT;
      for (const table of tables) while (table.step !== 0) await give(table, randomUUID());
    },
  };
}
