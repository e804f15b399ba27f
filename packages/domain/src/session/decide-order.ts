import type { MenuItemId, OrderId } from "../ids.ts";
import { quantityProblems } from "../money/bounds.ts";
import type { Piasters } from "../money/piasters.ts";
import { invalid } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type DecisionContext, refuseCommand } from "./context.ts";
import type { OrderRow, SessionFacts } from "./facts.ts";

/** What the menu lends to an order: names and price are kept as they are now. */
export interface OrderedItem {
  readonly id: MenuItemId;
  readonly name: string;
  readonly nameAr: string;
  readonly price: Piasters;
}

/** Refuses SESSION_ENDED, INVALID `at` or `quantity` (1 … 999). */
export function decideOrder(
  facts: SessionFacts,
  item: OrderedItem,
  command: { readonly id?: OrderId | undefined; readonly quantity: number; readonly at: EpochMs },
  context: DecisionContext,
): Result<OrderRow> {
  const { id = context.ids.next() as OrderId, quantity, at } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const problems = quantityProblems("quantity", quantity);
  if (problems.length > 0) return err(invalid(...problems));
  const { name, nameAr, price: unitPrice } = item;
  const sessionId = facts.session.id;
  return ok({ id, sessionId, menuItemId: item.id, name, nameAr, quantity, unitPrice, orderedAt: at });
}
