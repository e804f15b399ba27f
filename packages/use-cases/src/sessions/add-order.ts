import { psMenuItems } from "@mikro-dash/db-schema/tables/catalogue";
import { psSessionOrders } from "@mikro-dash/db-schema/tables/sessions";
import type { MenuItemId, OrderId, SessionId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import { decideOrder } from "@mikro-dash/domain/session/decide-order";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";

export interface AddOrder {
  readonly sessionId: SessionId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly menuItemId: MenuItemId;
  readonly quantity: number;
}

/** Puts food or drink on the bill, at the menu's names and price of now. SESSION_ENDED, INVALID `menuItemId`, `quantity`. */
export function addOrder({ sessionId, id, at, menuItemId, quantity }: AddOrder, ctx: Context) {
  return sessionCommand<[(typeof psMenuItems.$inferSelect)[]]>(ctx, {
    verb: "order.add",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionOrders, id, said: { sessionId, menuItemId, quantity, orderedAt: at } },
    extra: (db) => [
      db
        .select()
        .from(psMenuItems)
        .where(and(eq(psMenuItems.id, menuItemId), isNull(psMenuItems.deletedAt))),
    ],
    decide: ({ subject, decision, extra: [[item]] }) => {
      if (!item)
        return err({ code: "INVALID", fields: [{ path: "menuItemId", message: "is not on the menu" }] });
      const command = { id: id as OrderId | undefined, quantity, at: at ?? decision.now };
      const order = decideOrder(subject.facts, item, command, decision);
      return order.ok ? ok({ order: order.value }) : order;
    },
  });
}
