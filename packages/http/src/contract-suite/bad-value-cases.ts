import { pathOf } from "@mikro-dash/api-contract/client";
import { contract, type EndpointName } from "@mikro-dash/api-contract/contract";
import type { Endpoint } from "@mikro-dash/api-contract/endpoint";
import type { Case } from "./case.ts";
import { WELL_FORMED } from "./good-requests.ts";

const AMOUNTS = [-1, 0.5, 10_000_001, "5", null, true, [], 1e300];
const RATES = [-1, 0.5, 1_000_001, "5"];
const TEXTS = ["", "   ", 5, null, "a\u0000b", "\ud83d", "x".repeat(2000)];
const IDS = ["", "7", null, 7, "018f3a5c-7b2e-1c11-8a44-000000000001", {}];

/** Beyond the bounds of billing.md, of the wrong type, or nothing that can be kept: the field is named, nothing happens. */
const BAD: Partial<Record<EndpointName, Readonly<Record<string, readonly unknown[]>>>> = {
  createStation: {
    name: TEXTS,
    nameAr: TEXTS,
    hourlyRate: RATES,
    hourlyRateMulti: RATES,
    macAddress: ["AA:BB", 5],
    outOfOrder: [1],
  },
  startSession: {
    stationId: IDS,
    mode: ["paused", 1],
    timerMinutes: [0, 43_201, 1.5],
    costLimit: [0, 10_000_001],
    notes: ["", 7],
  },
  changeMode: { mode: ["paused", "", null] },
  moveSession: { stationId: IDS },
  addOrder: { menuItemId: IDS, quantity: [0, 1000, -1, 1.5, "1", null] },
  addCharge: { amount: [0, ...AMOUNTS], reason: TEXTS },
  transferSession: { toSessionId: IDS, includeOrders: ["true", 1, null] },
  endSession: { discount: AMOUNTS, expectedPayable: [0.5, "5"], payment: [5, "cash", []] },
  addPayment: { amount: [0, ...AMOUNTS], method: ["gold", "", 1, null] },
  voidClosing: { reason: TEXTS },
  resumeAll: { freezeBatchId: IDS },
  createMenuItem: { name: TEXTS, category: TEXTS, price: AMOUNTS },
  createPackage: { price: AMOUNTS, bytesLimit: [0, -1, 1.5], timeLimit: [0, "1h"], profile: TEXTS },
  createVouchers: { packageId: ["", null, 5], count: [0, 501, 1.5, "5"], sold: ["yes"] },
  updateVoucher: {
    bytesLimit: [0, -1, 1.5, "1G"],
    timeLimit: [0, -1, "1h"],
    disabled: ["yes", null],
    resetCounters: [false, 1],
  },
  deleteVouchers: { ids: [[], "*1", null] },
  restoreLostUsage: { ids: [[], "*1", null] },
  markPrinted: { codes: [[], "TBJ26N", null] },
  updateWifiNetwork: {
    ssid: ["", "   ", 5, "كافيه النجوم الكبير جدا"],
    password: ["short", "كلمة السر الجديدة", null, "x".repeat(64)],
    enabled: ["no", null],
  },
  resolveReview: { keep: ["", 5, null, "x".repeat(81)], expectedDifference: ["5", 0.5] },
  updateSettings: {
    roundTo: [0, -500, 0.5, 100_001],
    billingIncrementSeconds: [0, 3601, "60"],
    minimumCharge: AMOUNTS,
    limitAction: ["stop"],
    dayStartsAt: ["24:00", "9:00", "10:60", 10],
    timeZone: ["", "Mars/Base", 2],
    language: ["fr"],
    token: ["secret"],
  },
};

export function badValueCases(): readonly Case[] {
  return (Object.entries(BAD) as [EndpointName, Record<string, readonly unknown[]>][]).flatMap(
    ([name, fields]) =>
      Object.entries(fields).flatMap(([field, values]) =>
        values.map((value, i) => badValue(name, field, value, i)),
      ),
  );
}

function badValue(name: EndpointName, field: string, value: unknown, i: number): Case {
  const endpoint: Endpoint = contract[name];
  const said = WELL_FORMED[name] as { readonly body?: object };
  const invalid = { status: 422, code: "INVALID", fields: [field] } as const;
  return {
    name: `${name} with a bad ${field} (${i})`,
    ...{ method: endpoint.method, path: pathOf(endpoint, said as object) },
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...said.body, [field]: value }),
    expect: invalid,
    ...(endpoint.where === "local" ? { onEdge: { status: 503, code: "ROUTER_UNAVAILABLE" } } : {}),
  };
}
