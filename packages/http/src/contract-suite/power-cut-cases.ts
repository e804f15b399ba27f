import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { good, refused, thrice } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;
/** Two sessions, a power cut, a transfer, a reopening. */
export function powerCut(t0: number): readonly Case[] {
  const at = (minutes: number) => (t0 + minutes * MINUTE) as EpochMs;
  const start = (session: string, stationId: string, minute: number) => ({
    body: { id: session, stationId, at: at(minute) },
  });
  const frozen = { sessions: [{ status: "paused" }, { status: "paused" }] };
  const transfer = { id: id.TRANSFER, toSessionId: id.SESSION_3, includeOrders: true, at: at(57) };
  const reopen = { params: { id: id.CLOSING_2 }, body: { id: id.suiteId(0x206), reason: "قفلت بالغلط" } };
  return [
    good("startSession", start(id.SESSION_2, id.STATION_1, 50), "a minute before"),
    good("startSession", start(id.SESSION_3, id.STATION_2, 51), "before the cut"),
    good("freezeAll", { body: { id: id.FREEZE, at: at(55) } }, "stops both", {
      batchId: id.FREEZE,
      ...frozen,
    }),
    good("freezeAll", { body: { id: id.FREEZE, at: at(55) } }, "sent again answers the same", {
      batchId: id.FREEZE,
      ...frozen,
    }),
    good("resumeAll", { body: { id: id.RESUME, at: at(56) } }, "starts both", {
      sessions: [{ status: "running" }, { status: "running" }],
    }),
    good(
      "undoOutage",
      { params: { batchId: id.RESUME }, body: { id: id.suiteId(0x207) } },
      "stops both again",
      frozen,
    ),
    refused("undoOutage", { params: { batchId: id.RESUME }, body: {} }, "twice", "ALREADY_VOIDED"),
    refused(
      "transferSession",
      { params: { id: id.SESSION_2 }, body: { ...transfer, toSessionId: id.SESSION_1 } },
      "to a closed one",
      "SESSION_ENDED",
    ),
    ...thrice(
      "transferSession",
      { params: { id: id.SESSION_2 }, body: transfer },
      { includeOrders: false },
      {
        status: "ended",
        transfersOut: [{ id: id.TRANSFER, time: 167, voided: false }],
        bill: { time: 167, transfersOut: 167, payable: 0 },
      },
    ),
    refused(
      "endSession",
      {
        params: { id: id.SESSION_3 },
        body: { at: at(58), payment: { id: id.PAYMENT_1, amount: 100, method: "cash" } },
      },
      "with the id of another payment",
      "ID_REUSED",
    ),
    good(
      "endSession",
      { params: { id: id.SESSION_3 }, body: { id: id.CLOSING_2, at: at(58) } },
      "pays for both",
      {
        bill: { time: 267, transfersIn: 167, subtotal: 434, payable: 500 },
      },
    ),
    good("voidClosing", reopen, "reopens", { status: "paused", closing: null }),
    good("voidClosing", reopen, "sent again answers the same", { status: "paused" }),
    refused(
      "voidClosing",
      { params: { id: id.CLOSING_2 }, body: { reason: "again" } },
      "twice",
      "ALREADY_VOIDED",
    ),
    refused(
      "addPayment",
      { params: { id: id.CLOSING_2 }, body: { amount: 500, method: "cash" } },
      "after it",
      "CLOSING_VOIDED",
    ),
  ];
}
