import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { good, refused, thrice } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;
const LATE = {
  status: "paused",
  bill: { time: 2333, orders: 2000, charges: 500, subtotal: 4833, payable: 5000 },
};
const ENDED = {
  status: "ended",
  closing: { id: id.CLOSING_1, discount: 333, payable: 4500 },
  bill: { payable: 4500 },
};

/**
 * An evening in the shop, worked out by hand, on an empty database. `t0`: an instant about an hour ago; every command
 * says its own instant, so that both servers bill the same to the piaster.
 */
export function lifeCases(t0: number): readonly Case[] {
  return [...openTheShop(), ...play(t0), ...close(t0), ...powerCut(t0), ...look(t0), ...tidyUp()];
}

function openTheShop(): readonly Case[] {
  const name = { name: "PS5 — 1", nameAr: "بلايستيشن ١" };
  const tea = { id: id.TEA, name: "Tea", nameAr: "شاي", category: "drinks", price: 1000, at: 5 };
  const gigabyte = {
    id: id.PACKAGE,
    name: "1 GB",
    nameAr: "١ جيجا",
    price: 1000,
    bytesLimit: 1e9,
    profile: "default",
  };
  return [
    good("getBoard", {}, "is empty at first", { stations: [], policy: { roundTo: 500 } }),
    good("getSettings", {}, "begin with the defaults", { timeZone: "Africa/Cairo", dayStartsAt: "10:00" }),
    ...thrice(
      "createStation",
      {
        body: {
          id: id.STATION_1,
          ...name,
          hourlyRate: 2000,
          hourlyRateMulti: 3000,
          macAddress: "aa:bb:cc:dd:ee:01",
          at: 5,
        },
      },
      { hourlyRate: 2500 },
      { id: id.STATION_1, macAddress: "AA:BB:CC:DD:EE:01", outOfOrder: false },
    ),
    good("createStation", { body: { id: id.STATION_2, ...name, hourlyRate: 4000 } }, "has one rate", {
      hourlyRateMulti: null,
    }),
    good(
      "createStation",
      { body: { id: id.STATION_3, ...name, hourlyRate: 0, outOfOrder: true, sortOrder: 2000 } },
      "is broken",
    ),
    good("updateStation", { params: { id: id.STATION_2 }, body: { name: "VIP" } }, "renames", {
      name: "VIP",
      hourlyRate: 4000,
    }),
    good("updateStation", { params: { id: id.STATION_2 }, body: {} }, "says nothing", { name: "VIP" }),
    good("listStations", {}, "in order", {
      items: [{ id: id.STATION_1 }, { id: id.STATION_2 }, { id: id.STATION_3 }],
    }),
    ...thrice("createMenuItem", { body: tea }, { price: 1100 }, { available: true }),
    good("updateMenuItem", { params: { id: id.TEA }, body: { nameAr: "شاي كشري" } }, "renames", {
      price: 1000,
    }),
    good("listMenu", {}, "has it", { items: [{ id: id.TEA, nameAr: "شاي كشري" }] }),
    ...thrice("createPackage", { body: gigabyte }, { profile: "fast" }, { timeLimit: null }),
    good("updatePackage", { params: { id: id.PACKAGE as never }, body: { timeLimit: 3600 } }, "limits", {
      timeLimit: 3600,
    }),
    good("listPackages", {}, "has it", { items: [{ id: id.PACKAGE }] }),
  ];
}

function play(t0: number): readonly Case[] {
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

function close(t0: number): readonly Case[] {
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
    ...[{ id: id.suiteId(0x205) }, {}].map((body) =>
      refused("endSession", { params, body }, "twice", "SESSION_ENDED"),
    ),
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

function powerCut(t0: number): readonly Case[] {
  const at = (minutes: number) => (t0 + minutes * MINUTE) as EpochMs;
  const start = (session: string, stationId: string, minute: number) => ({
    body: { id: session, stationId, at: at(minute) },
  });
  const frozen = { sessions: [{ status: "paused" }, { status: "paused" }] };
  const transfer = { id: id.TRANSFER, toSessionId: id.SESSION_3, includeOrders: true, at: at(57) };
  const reopen = { params: { id: id.CLOSING_2 }, body: { id: id.suiteId(0x206), reason: "قفلت بالغلط" } };
  return [
    good("startSession", start(id.SESSION_2, id.STATION_1, 50), "before the cut"),
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

function look(t0: number): readonly Case[] {
  const ids = (...list: string[]) => ({ items: list.map((one) => ({ id: one })) });
  return [
    good("getBoard", {}, "shows who plays and the last bill", {
      stations: [
        { id: id.STATION_1, session: null },
        { id: id.STATION_2, session: { id: id.SESSION_3 } },
        { id: id.STATION_3 },
      ],
    }),
    good("listSessions", {}, "newest first", ids(id.SESSION_3, id.SESSION_2, id.SESSION_1)),
    good("listSessions", { query: { status: "ended" } }, "that ended", ids(id.SESSION_2, id.SESSION_1)),
    good("listSessions", { query: { status: "open" } }, "that are open", ids(id.SESSION_3)),
    good(
      "listSessions",
      { query: { from: (t0 + 50 * MINUTE) as EpochMs, to: (t0 + 51 * MINUTE) as EpochMs } },
      "of a minute",
    ),
    good("listSessions", { query: { stationId: id.STATION_1 as never } }, "of a station"),
    good("listSessions", { query: { limit: 1 } }, "one page", ids(id.SESSION_3)),
    good("listReviews", {}, "has none", { items: [] }),
    good("listVouchers", {}, "without a router", { source: "cached", items: [], nextCursor: null }),
    good("listWifiSessions", {}, "without a router", { items: [] }),
    good("listWifiDevices", {}, "without a router", { items: [] }),
    good("listWifiNetworks", {}, "without a router", { items: [] }),
    good("listActivity", { query: { limit: 5 } }, "is written"),
    good("getStatus", {}, "answers"),
    good("getHealth", {}, "answers", { status: "ok" }),
    good("getReady", {}, "answers", { status: "ready" }),
    good("getOpenApi", {}, "is the same document", { openapi: "3.1.0" }),
  ];
}

function tidyUp(): readonly Case[] {
  return [
    refused("deleteStation", { params: { id: id.STATION_2 } }, "where somebody plays", "STATION_IN_USE"),
    good("deleteStation", { params: { id: id.STATION_3 } }, "removes", { deleted: true }),
    good("deleteStation", { params: { id: id.STATION_3 } }, "sent again answers the same", { deleted: true }),
    refused(
      "updateStation",
      { params: { id: id.STATION_3 }, body: { name: "x" } },
      "what was removed",
      "NOT_FOUND",
    ),
    refused("startSession", { body: { stationId: id.STATION_3 } }, "on what was removed", "NOT_FOUND"),
    good("updateSettings", { body: { roundTo: 1, businessName: "قهوة السلام" } }, "changes", {
      roundTo: 1,
      minimumCharge: 0,
    }),
    refused("updateSettings", { body: { timeZone: "Africa/Giza" } }, "to no place", "INVALID", {
      fields: ["timeZone"],
    }),
    good("getSettings", {}, "are kept", { roundTo: 1, businessName: "قهوة السلام" }),
  ];
}
