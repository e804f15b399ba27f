import { REFUSAL_CODES } from "@mikro-dash/domain/refusal";
import { describe, expect, test } from "vitest";
import { contract } from "./contract.ts";
import { type Endpoint, errorsOf } from "./endpoint.ts";
import { ERROR_CODES, ERROR_STATUS } from "./error-codes.ts";

const ID = "018f3a5c-7b2e-7c11-8a44-0123456789ab";
const endpoints = Object.entries<Endpoint>(contract);

describe("given every endpoint", () => {
  test("then no two share a method and an address", () => {
    const keys = endpoints.map(([, e]) => `${e.method} ${e.path.replace(/:\w+/g, ":")}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(endpoints)("%s: the parameters of the address are the ones that are parsed", (_, e) => {
    const inPath = [...e.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    const parsed = e.params ? Object.keys((e.params as unknown as { shape: object }).shape) : [];
    expect(parsed).toEqual(inPath);
  });

  test.each(endpoints.filter(([, e]) => e.method === "POST"))("%s: takes id and at", (_, e) => {
    const shape = (e.body as unknown as { shape: object }).shape;
    expect(Object.keys(shape)).toEqual(expect.arrayContaining(["id", "at"]));
  });

  test("then every business refusal has a status, and some endpoint answers each code but the routing ones", () => {
    expect(REFUSAL_CODES.filter((code) => !(code in ERROR_STATUS))).toEqual([]);
    const answered = new Set(endpoints.flatMap(([, e]) => errorsOf(e)));
    expect(ERROR_CODES.filter((code) => !answered.has(code))).toEqual(["METHOD_NOT_ALLOWED"]);
  });
});

const accepts = (e: Endpoint, body: unknown) => e.body?.safeParse(body).success ?? false;

describe("given the bounds of billing.md", () => {
  const order = (quantity: unknown) => accepts(contract.addOrder, { menuItemId: ID, quantity });
  const charge = (amount: unknown) => accepts(contract.addCharge, { amount, reason: "broken pad" });
  const station = (hourlyRate: unknown) =>
    accepts(contract.createStation, { name: "1", nameAr: "١", hourlyRate });

  test.each([1, 999])("when the quantity is %d, then it is accepted", (n) => expect(order(n)).toBe(true));
  test.each([0, 1000, 1.5, -1, "1", null, Number.NaN])("when the quantity is %s, then it is refused", (n) =>
    expect(order(n)).toBe(false),
  );
  test.each([1, 10_000_000])("when a charge is %d, then it is accepted", (n) => expect(charge(n)).toBe(true));
  test.each([0, 10_000_001, -5, 0.5])("when a charge is %d, then it is refused", (n) =>
    expect(charge(n)).toBe(false),
  );
  test.each([0, 1_000_000])("when a rate is %d, then it is accepted", (n) => expect(station(n)).toBe(true));
  test.each([-1, 1_000_001, 10.5])("when a rate is %d, then it is refused", (n) =>
    expect(station(n)).toBe(false),
  );
});

describe("given text and ids from outside", () => {
  test("when an id is in upper case, then it is read as the same row's id", () => {
    expect(contract.startSession.body.parse({ id: ID.toUpperCase(), stationId: ID }).id).toBe(ID);
  });

  test.each(["", "nope", "018f3a5c-7b2e-1c11-8a44-0123456789ab", `${ID} `])(
    "when an id is %j, then it is refused",
    (id) => {
      expect(accepts(contract.startSession, { id, stationId: ID })).toBe(false);
    },
  );

  test.each(["\u0000x", "\ud800", "   ", "x".repeat(81)])("when a name is %j, then it is refused", (name) => {
    expect(accepts(contract.createMenuItem, { name, nameAr: "شاي", category: "drinks", price: 500 })).toBe(
      false,
    );
  });

  test("when a discount has no reason, then it is refused; no discount needs none", () => {
    expect(accepts(contract.endSession, { discount: 500 })).toBe(false);
    expect(accepts(contract.endSession, { discount: 500, discountReason: "a regular" })).toBe(true);
    expect(accepts(contract.endSession, { discount: 0 })).toBe(true);
  });

  test("when a setting is unknown or no time zone, then it is refused", () => {
    expect(accepts(contract.updateSettings, { routerPassword: "x" })).toBe(false);
    expect(accepts(contract.updateSettings, { timeZone: "Africa/Giza" })).toBe(false);
    expect(accepts(contract.updateSettings, { timeZone: "Africa/Cairo", roundTo: 1 })).toBe(true);
  });
});
