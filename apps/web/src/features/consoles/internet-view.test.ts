import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { internetView } from "./internet-view.ts";

const asOf = epochMs(1_000);
const known = (state: "on" | "off" | "unknown", obstacle: "not-seen" | null = null) => ({
  ...{ state, asOf, obstacle },
});

test.each([
  ["no address", false, true, undefined, "unknown", "noAddress"],
  ["no address, on a phone", false, false, undefined, "unknown", "noAddress"],
  ["an address, on a phone", true, false, undefined, "unknown", "fromShop"],
  ["a router that never answered", true, true, undefined, "unknown", "away"],
  ["a router that is away", true, true, known("unknown"), "unknown", "away"],
  ["the internet", true, true, known("on"), "on", null],
  ["no lease", true, true, known("on", "not-seen"), "on", "notSeen"],
  ["been cut off", true, true, known("off"), "off", null],
  ["been cut off and has no lease now", true, true, known("off", "not-seen"), "off", null],
] as const)(
  "given a console that has %s, then its state and what is in the way are told",
  (_, address, shop, item, state, why) => {
    expect(internetView(address, shop, item)).toEqual({ state, asOf: item ? asOf : null, obstacle: why });
  },
);
