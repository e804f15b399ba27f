import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { good, refused, thrice } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;
const LATE = {
  status: "paused",
  bill: { time: 2333, orders: 2000, charges: 500, subtotal: 4833, payable: 5000 },
};
/** One session with everything that can happen to it, up to its bill. */
export function play(t0: number): readonly Case[] {
  const at = (minutes: number) => (t0 + minutes * MINUTE) as EpochMs;
  const start = { id: id.SESSION_1, stationId: id.STATION_1, at: at(0) };
  const params = { id: id.SESSION_1 };
  return [
    ...thrice("startSession", { body: start }, { mode: "multi" }, { id: id.SESSION_1, status: "running" }),
    refused("startSession", { body: { ...start, id: id.SESSION_2 } }, "where somebody plays", "STATION_BUSY"),
    refused(
      "startSession",
      { body: { stationId: id.STATION_3 } },
      "where it is broken",
      "STATION_OUT_OF_ORDER",
    ),
    ...[24 * 60 + 61, -70].map((back) =>
      refused(
        "startSession",
        { body: { stationId: id.STATION_2, at: at(-back) } },
        `${back} min back`,
        "INVALID",
        { fields: ["at"] },
      ),
    ),
    ...thrice(
      "addOrder",
      { params, body: { id: id.ORDER_1, menuItemId: id.TEA, quantity: 2, at: at(5) } },
      { quantity: 3 },
      { orders: [{ id: id.ORDER_1, nameAr: "شاي كشري", unitPrice: 1000, voided: false }] },
    ),
    good(
      "addOrder",
      { params, body: { id: id.ORDER_2, menuItemId: id.TEA, quantity: 9, at: at(6) } },
      "by mistake",
    ),
    good("voidOrder", { params: { id: id.ORDER_2 }, body: { id: id.suiteId(0x200) } }, "takes it back"),
    good(
      "voidOrder",
      { params: { id: id.ORDER_2 }, body: { id: id.suiteId(0x200) } },
      "sent again answers the same",
    ),
    refused(
      "voidOrder",
      { params: { id: id.ORDER_1 }, body: { id: id.suiteId(0x200) } },
      "of something else with a used id",
      "ID_REUSED",
    ),
    refused("voidOrder", { params: { id: id.ORDER_2 }, body: {} }, "twice", "ALREADY_VOIDED"),
    ...thrice(
      "addCharge",
      { params, body: { id: id.CHARGE_1, amount: 500, reason: "كوباية اتكسرت" } },
      { amount: 501 },
    ),
    good(
      "addCharge",
      { params, body: { id: id.CHARGE_2, amount: 700, reason: "wrong table" } },
      "by mistake",
    ),
    good("voidCharge", { params: { id: id.CHARGE_2 }, body: { reason: "wrong table" } }, "takes it back"),
    refused("voidCharge", { params: { id: id.CHARGE_2 }, body: {} }, "twice", "ALREADY_VOIDED"),
    ...thrice(
      "pauseSession",
      { params, body: { id: id.suiteId(0x201), at: at(15) } },
      { at: at(16) },
      { status: "paused" },
    ),
    refused("pauseSession", { params, body: {} }, "what stands still", "ALREADY_PAUSED"),
    refused("pauseSession", { params, body: { at: at(-1) } }, "before it began", "INVALID", {
      fields: ["at"],
    }),
    refused("pauseSession", { params, body: { at: at(70) } }, "in the future", "INVALID", { fields: ["at"] }),
    ...thrice(
      "resumeSession",
      { params, body: { id: id.suiteId(0x202), at: at(20) } },
      { at: at(21) },
      { status: "running" },
    ),
    refused(
      "resumeSession",
      { params, body: { id: id.suiteId(0x201) } },
      "with the id of the pause",
      "ID_REUSED",
    ),
    refused(
      "pauseSession",
      { params, body: { id: id.suiteId(0x202) } },
      "with the id of the resume",
      "ID_REUSED",
    ),
    refused("resumeSession", { params, body: {} }, "what runs", "NOT_PAUSED"),
    ...thrice(
      "changeMode",
      { params, body: { id: id.suiteId(0x203), mode: "multi", at: at(30) } },
      { mode: "single" },
    ),
    refused(
      "moveSession",
      { params, body: { stationId: id.STATION_3, at: at(40) } },
      "to a broken one",
      "STATION_OUT_OF_ORDER",
    ),
    ...thrice(
      "moveSession",
      { params, body: { id: id.suiteId(0x204), stationId: id.STATION_2, at: at(40) } },
      { stationId: id.STATION_1 },
      { stationId: id.STATION_2 },
    ),
    good(
      "updateSession",
      { params, body: { startedAt: at(-10), timerMinutes: 120, notes: "صاحب عم حسن" } },
      "corrects",
      {
        startedAt: at(-10),
        timerMinutes: 120,
      },
    ),
    good("updateSession", { params, body: { timerMinutes: null } }, "clears", {
      timerMinutes: null,
      notes: "صاحب عم حسن",
    }),
    refused("updateSession", { params, body: { startedAt: at(90) } }, "to a future start", "INVALID", {
      fields: ["startedAt"],
    }),
    good("pauseSession", { params, body: { at: at(50) } }, "before the bill", LATE),
    good("getSession", { params }, "has the bill", LATE),
  ];
}
