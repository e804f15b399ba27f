import { type Piasters, piasters } from "../money/piasters.ts";
import { type EpochMs, MINUTE_MS } from "../time/epoch-ms.ts";

/** A paid bill stays at hand this long after it was closed, for the customer who comes back with a question. */
export const LAST_BILL_MS = 30 * MINUTE_MS;

export interface LastBill {
  readonly payable: Piasters;
  /** All money taken for the session. */
  readonly paid: Piasters;
  /** When it was closed: a phone may end a session at an instant that is long ago. */
  readonly closedAt: EpochMs;
}

/** What is still owed; more than enough is nothing. */
export const owedOf = ({ payable, paid }: Pick<LastBill, "payable" | "paid">): Piasters =>
  piasters(Math.max(0, payable - paid));

/** Money that is owed never leaves the board; a paid bill leaves it after half an hour. The one rule, on every host. */
export const staysOnBoard = (bill: LastBill, now: number): boolean =>
  owedOf(bill) > 0 || now - bill.closedAt < LAST_BILL_MS;
