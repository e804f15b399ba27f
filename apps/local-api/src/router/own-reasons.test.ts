import { routerTroubleIn } from "@mikro-dash/api-contract/router-troubles";
import { OWN_REASONS } from "@mikro-dash/use-cases/wifi/own-reasons";
import { expect, test } from "vitest";

test("given a reason of our own, when a screen looks for its words, then it is known, and none is taken for another", () => {
  const kinds = Object.values(OWN_REASONS).map((reason) => routerTroubleIn(reason)?.kind);
  expect(kinds).not.toContain(undefined);
  expect(new Set(kinds).size).toBe(kinds.length);
});
