import { ApiError } from "@mikro-dash/api-contract/client";
import type { ErrorCode } from "@mikro-dash/api-contract/error-codes";
import { ERROR_CODES, ERROR_STATUS } from "@mikro-dash/api-contract/error-codes";
import {
  ROUTER_TROUBLES,
  type RouterTroubleKind,
  routerTroubleIn,
} from "@mikro-dash/api-contract/router-troubles";
import { describe, expect, test } from "vitest";
import { arabicErrors } from "./error-messages-ar.ts";
import { englishErrors } from "./error-messages-en.ts";
import { reasonWordsFor, routerWordsFor, sentencesFor } from "./sentences.ts";

const ARABIC = /\p{Script=Arabic}/u;
const AT = "10.0.0.1:8728";

/** As local-api says them; its own tests (`router-troubles.integration.test.ts`) get them from a real connection. */
const TROUBLES: readonly (readonly [string, ErrorCode, string, RouterTroubleKind])[] = [
  ["no router", "ROUTER_UNAVAILABLE", "No router is configured.", "none"],
  ["a phone", "ROUTER_UNAVAILABLE", "Only the shop's computer can do this.", "fromHere"],
  ["killed", "ROUTER_UNAVAILABLE", `The router at ${AT} cannot be reached: Connection refused.`, "off"],
  ["black hole", "ROUTER_UNAVAILABLE", `The router at ${AT} does not answer.`, "silent"],
  [
    "silent later",
    "ROUTER_UNAVAILABLE",
    `The router at ${AT} did not answer about /ip/hotspot/user.`,
    "silent",
  ],
  [
    "reboot",
    "ROUTER_UNAVAILABLE",
    `The connection to the router at ${AT} was lost: Connection reset.`,
    "hungUp",
  ],
  [
    "reboot, early",
    "ROUTER_UNAVAILABLE",
    `The router at ${AT} cannot be reached: Connection closed.`,
    "hungUp",
  ],
  [
    ...(["wrong password", "ROUTER_REFUSED"] as const),
    `The router at ${AT} refused the name or the password of its user "mikro-dash".`,
    "password",
  ],
  ["barred", "ROUTER_REFUSED", `The router at ${AT} refused the login of "mikro-dash": not now.`, "login"],
  [
    ...(["permission removed", "ROUTER_REFUSED"] as const),
    "The router's user may not do this: give its group the policies read, write and api.",
    "permission",
  ],
  ["profile deleted", "ROUTER_REFUSED", "The router does not have this profile.", "missing"],
  ["duplicate name", "CONFLICT", "The router has another user named ABC234.", "taken"],
  ["duplicate name, at once", "ROUTER_REFUSED", "The router has a user of this name already.", "taken"],
  [
    ...(["full flash", "ROUTER_REFUSED"] as const),
    "The router's memory is full, so it keeps nothing new: remove files or old vouchers from it.",
    "full",
  ],
  ["gone", "NOT_FOUND", "It is not on the router any more.", "gone"],
  ["twins", "CONFLICT", "Several users of the router are called so: name the one by its id.", "twins"],
  [
    ...(["another version", "ROUTER_REFUSED"] as const),
    "This router does not have what was asked for: another RouterOS version or package.",
    "version",
  ],
  ["nothing lost", "NOT_FOUND", "It has lost nothing that is not restored.", "nothingLost"],
  ["reset since", "NOT_FOUND", "Its counters were reset since.", "wasReset"],
  ["its own words", "ROUTER_REFUSED", "The router refused: input is out of range.", "said"],
  ["no words", "ROUTER_REFUSED", "The router refused without saying why.", "said"],
];

const refused = (code: ErrorCode, detail: string) =>
  new ApiError({ type: "about:blank", title: "", status: ERROR_STATUS[code], requestId: "r", code, detail });

describe.each(TROUBLES)("given a router's trouble (%s)", (_name, code, detail, kind) => {
  test("when it is shown, then one clear sentence says it in each language, and it is not the general one", () => {
    expect(routerTroubleIn(detail)?.kind).toBe(kind);
    for (const locale of ["ar", "en"] as const) {
      const general = (locale === "ar" ? arabicErrors : englishErrors)[code];
      const said = sentencesFor(refused(code, detail), locale);
      expect(said).not.toEqual(general);
      for (const sentence of [said.what, said.safe, said.todo]) expect(sentence).toMatch(/^\S.*\.$/u);
      expect(said.what.match(/[.!?؟](?=\s|$)/gu), said.what).toHaveLength(1);
      expect(ARABIC.test(said.what)).toBe(locale === "ar");
      expect(said.what.length).toBeLessThan(75);
    }
  });
});

test("given all kinds of trouble, when counted, then none is without a sentence here", () => {
  expect(new Set(TROUBLES.map(([, , , kind]) => kind))).toEqual(new Set(ROUTER_TROUBLES));
});

test("given two different troubles, when they are shown, then they are told apart", () => {
  for (const locale of ["ar", "en"] as const) {
    const said = ROUTER_TROUBLES.map((kind) => TROUBLES.find((one) => one[3] === kind)?.[2] ?? "").map(
      (detail) => routerWordsFor(detail, locale)?.what,
    );
    expect(new Set(said).size).toBe(ROUTER_TROUBLES.length);
  }
});

test("given a name in Latin letters, when it is said in Arabic, then it keeps its own direction", () => {
  expect(routerWordsFor("The router has another user named ABC234.", "ar")?.what).toContain(
    "\u2068ABC234\u2069",
  );
});

test("given a sentence that is not the router's, when looked up, then the code's own words stand", () => {
  expect(routerWordsFor("It rains.", "en")).toBeNull();
  expect(sentencesFor(refused("ALREADY_SOLD", "It rains."), "en")).toBe(englishErrors.ALREADY_SOLD);
});

test.each(ERROR_CODES)(
  "given a voucher left as it is of which only %s is known, when it is said, then in words",
  (code) => {
    expect(reasonWordsFor(code, "ar")).toBe(arabicErrors[code]);
    expect(reasonWordsFor(code, "en")).toBe(englishErrors[code]);
  },
);

test("given a reason, when it is said, then the sentence of the router comes first, and others have no words", () => {
  const full = "The router's memory is full, so it keeps nothing new: remove files or old vouchers from it.";
  expect(reasonWordsFor(full, "ar")).toEqual(routerWordsFor(full, "ar"));
  expect(reasonWordsFor("It rains.", "en")).toBeNull();
});
