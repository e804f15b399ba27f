import type { ClosingId, TransferId } from "../ids.ts";
import { NOTHING } from "../money/piasters.ts";
import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type Bill, billAt } from "./bill.ts";
import { closingOf, effectiveClosing } from "./closing.ts";
import { type DecisionContext, refuseCommand } from "./context.ts";
import type { ClosingRow, SessionFacts, TransferRow, Unstamped } from "./facts.ts";

export interface TransferCommand {
  readonly id?: TransferId | undefined;
  readonly closingId?: ClosingId | undefined;
  readonly includeOrders: boolean;
  readonly at: EpochMs;
  readonly receiptNo: string;
  readonly by: string | null;
}

export interface TransferDecision {
  readonly transfer: TransferRow;
  readonly closing: Unstamped<ClosingRow>;
  /** What is left to pay at the source: its orders when they stay. */
  readonly bill: Bill;
}

/**
 * Closes `source` and lets `target` pay its time, charges, what it had received itself and, unless they stay, its
 * orders. Refuses SESSION_ENDED (either), INVALID `at` or `toSessionId` (itself).
 */
export function decideTransfer(
  source: SessionFacts,
  target: SessionFacts,
  command: TransferCommand,
  context: DecisionContext,
): Result<TransferDecision> {
  const { at, includeOrders } = command;
  const { policy, ids, now } = context;
  const refused = refuseCommand(source, at, now);
  if (refused) return err(refused);
  if (source.session.id === target.session.id) {
    return err(invalid({ path: "toSessionId", message: "is the session itself" }));
  }
  if (effectiveClosing(target)) return err(refusal("SESSION_ENDED", "the other session is closed"));
  const id = command.id ?? (ids.next() as TransferId);
  const closingId = command.closingId ?? (ids.next() as ClosingId);
  const whole = billAt(source, policy, at);
  const transfer: TransferRow = {
    id,
    fromSessionId: source.session.id,
    toSessionId: target.session.id,
    closingId,
    time: whole.time,
    orders: includeOrders ? whole.orders : NOTHING,
    charges: whole.charges,
    transfers: whole.transfersIn,
    includeOrders,
    transferredAt: at,
  };
  const bill = billAt({ ...source, transfersOut: [...source.transfersOut, transfer] }, policy, at);
  const closing = closingOf(bill, policy, {
    id: closingId,
    sessionId: source.session.id,
    endedAt: at,
    receiptNo: command.receiptNo,
    discountReason: null,
    closedBy: command.by,
    closedAt: now,
  });
  return ok({ transfer, closing, bill });
}
