import { psPayments, psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import type { ClosingId, PaymentId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { decidePayment } from "@mikro-dash/domain/session/decide-payment";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionQuery } from "./session-rows.ts";

export interface AddPayment {
  readonly closingId: ClosingId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly amount: Piasters;
  readonly method: "cash" | "card" | "wallet";
}

/** Takes money for a closed bill. NOT_FOUND, CLOSING_VOIDED, INVALID `amount` (more than is owed). */
export function addPayment({ closingId, id, at, amount, method }: AddPayment, ctx: Context) {
  return sessionCommand(ctx, {
    verb: "payment.take",
    sessions: (db) => sessionQuery(db, ofClosing(closingId)),
    main: { table: psPayments, id, said: { closingId, amount, method, takenAt: at } },
    decide: ({ subject, decision }) => {
      const command = { id: id as PaymentId | undefined, closingId, amount, method, at: at ?? decision.now };
      const payment = decidePayment(subject.facts, command, decision);
      return payment.ok ? ok({ payment: payment.value }) : payment;
    },
  });
}

/** The session that a closing belongs to. */
export const ofClosing = (closingId: ClosingId) =>
  sql`(SELECT ${psSessionClosings.sessionId} FROM ${psSessionClosings} WHERE ${psSessionClosings.id} = ${closingId})`;
