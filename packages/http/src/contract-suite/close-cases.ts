import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { refused, thrice } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;
const ENDED = {
  status: "ended",
  closing: { id: id.CLOSING_1, discount: 333, payable: 4500 },
  bill: { payable: 4500 },
};

/** The end of that session, and what a closed one refuses. */
export function close(t0: number): readonly Case[] {
  const at = (minutes: number) => (t0 + minutes * MINUTE) as EpochMs;
  const params = { id: id.SESSION_1 };
  const discount = { discount: 333, discountReason: "زبون قديم" };
  const payment = { id: id.PAYMENT_1, amount: 2000, method: "cash" as const };
  const end = { id: id.CLOSING_1, at: at(50), ...discount, expectedPayable: 4500, payment };
  const closing = { id: id.CLOSING_1 };
  return [
    refused(
      "endSession",
      { params, body: { ...end, expectedPayable: 1 } },
      "at another price",
      "BILL_CHANGED",
      {
        body: { bill: { subtotal: 4833, discount: 333, payable: 4500 } },
      },
    ),
    refused(
      "endSession",
      { params, body: { discount: 9000, discountReason: "x" } },
      "for nothing",
      "INVALID",
      { fields: ["discount"] },
    ),
    refused("endSession", { params, body: { discount: 1 } }, "cheaper without a reason", "INVALID", {
      fields: ["discountReason"],
    }),
    refused(
      "endSession",
      { params, body: { payment: { ...payment, amount: 5001 } } },
      "for more than is owed",
      "INVALID",
      {
        fields: ["payment.amount"],
      },
    ),
    ...thrice("endSession", { params, body: end }, { discount: 300 }, ENDED),
    refused(
      "endSession",
      { params, body: { ...end, payment: { ...payment, amount: 2100 } } },
      "with a used id and other money",
      "ID_REUSED",
    ),
    refused("endSession", { params, body: { id: id.suiteId(0x205) } }, "twice", "SESSION_ENDED"),
    refused("endSession", { params, body: {} }, "twice without an id", "SESSION_ENDED"),
    refused("pauseSession", { params, body: { at: at(49) } }, "what has ended", "SESSION_ENDED"),
    refused(
      "addOrder",
      { params, body: { menuItemId: id.TEA, quantity: 1 } },
      "on a closed bill",
      "SESSION_ENDED",
    ),
    refused("voidOrder", { params: { id: id.ORDER_1 }, body: {} }, "on a closed bill", "SESSION_ENDED"),
    refused("updateSession", { params, body: { notes: "late" } }, "what has ended", "SESSION_ENDED"),
    ...thrice(
      "addPayment",
      { params: closing, body: { id: id.PAYMENT_2, amount: 2500, method: "wallet" } },
      { amount: 1 },
      ENDED,
    ),
    refused(
      "addPayment",
      { params: closing, body: { amount: 1, method: "cash" } },
      "beyond the bill",
      "INVALID",
      { fields: ["amount"] },
    ),
  ];
}
