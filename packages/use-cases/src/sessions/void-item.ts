import { psSessionCharges, psSessionOrders } from "@mikro-dash/db-schema/tables/sessions";
import { ok } from "@mikro-dash/domain/result";
import { decideVoid } from "@mikro-dash/domain/session/decide-void";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionQuery } from "./session-rows.ts";

export interface VoidItem {
  /** The order or charge. */
  readonly targetId: string;
  /** Of the command: a repeat with the same id is answered, another one is ALREADY_VOIDED. */
  readonly id?: string;
  readonly at?: EpochMs;
  readonly reason?: string;
}

function voidItem(target: "order" | "charge", { targetId, id, at, reason }: VoidItem, ctx: Context) {
  const table = target === "order" ? psSessionOrders : psSessionCharges;
  return sessionCommand(ctx, {
    verb: `${target}.void`,
    sessions: (db) =>
      sessionQuery(db, sql`(SELECT ${table.sessionId} FROM ${table} WHERE ${table.id} = ${targetId})`),
    // The void's own id is that of its target.
    main: { id, said: { targetId, at, reason } },
    decide: ({ subject, decision }) => {
      const frame = { at: at ?? decision.now, by: ctx.actor().name, reason: reason ?? null };
      const row = decideVoid(subject.facts, { ...frame, target, id: targetId }, decision);
      return row.ok ? ok({ voids: [row.value] }) : row;
    },
  });
}

/** Takes an order off the bill; it stays visible. NOT_FOUND, ALREADY_VOIDED, SESSION_ENDED. */
export const voidOrder = (input: VoidItem, ctx: Context) => voidItem("order", input, ctx);

/** Takes a charge off the bill; it stays visible. NOT_FOUND, ALREADY_VOIDED, SESSION_ENDED. */
export const voidCharge = (input: VoidItem, ctx: Context) => voidItem("charge", input, ctx);
