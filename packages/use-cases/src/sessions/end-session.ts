import { psPayments, psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import type { ClosingId, PaymentId, SessionId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { err, ok } from "@mikro-dash/domain/result";
import { decideEnd } from "@mikro-dash/domain/session/decide-end";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { Said } from "../store/repeat.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";

export interface EndSession {
  readonly sessionId: SessionId;
  readonly id?: string;
  /** Fixed when the end sheet was opened, so that counting the cash does not change the bill. */
  readonly at?: EpochMs;
  readonly discount?: Piasters;
  readonly discountReason?: string;
  /** What the customer was told. */
  readonly expectedPayable?: Piasters;
  readonly payment?: {
    readonly id?: PaymentId;
    readonly amount: Piasters;
    readonly method: "cash" | "card" | "wallet";
  };
}

/** Closes the bill, and takes the money when it is there. SESSION_ENDED, INVALID, BILL_CHANGED with the fresh bill. */
export function endSession(input: EndSession, ctx: Context) {
  const { sessionId, id, at, discount, discountReason, expectedPayable, payment } = input;
  return sessionCommand<[{ id: PaymentId }[]]>(ctx, {
    verb: "session.end",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionClosings, id, said: saidBy(input) },
    // A row that exists is not inserted again: without this look the money would be taken and not written down.
    extra: (db) => [
      db
        .select({ id: psPayments.id })
        .from(psPayments)
        .where(eq(psPayments.id, payment?.id ?? NONE)),
    ],
    decide: ({ subject, decision, extra: [[taken]] }) => {
      if (taken) return err({ code: "ID_REUSED", detail: "the id of another payment" });
      const command = {
        ...{ id: id as ClosingId | undefined, at: at ?? decision.now, receiptNo: "", by: ctx.actor().name },
        ...{ discount, discountReason, expectedPayable, payment },
      };
      const ended = decideEnd(subject.facts, command, decision);
      if (!ended.ok) return ended;
      const closing = { ...ended.value.closing, stationId: currentStation(subject.facts) };
      return ok({ closing, payment: ended.value.payment });
    },
  });
}

const NONE = "" as PaymentId;

/** Under the names of the closing's columns, as far as it has them. */
function saidBy({ sessionId, at, discount, discountReason, expectedPayable, payment }: EndSession): Said {
  return {
    ...{ sessionId, endedAt: at, discount, payable: expectedPayable },
    discountReason: discount ? discountReason : undefined,
    ...{ paymentId: payment?.id, paid: payment?.amount, method: payment?.method },
  };
}
