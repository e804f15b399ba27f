import { expect, test } from "vitest";
import { deviceOn } from "./device-on.ts";

test.each([
  // registered, netwatch, leased → on, by
  [true, "up", true, true, "registration"],
  [true, "up", false, true, "registration"],
  [true, "down", true, true, "registration"],
  [true, "down", false, true, "registration"],
  [true, null, true, true, "registration"],
  [true, null, false, true, "registration"],
  [false, "up", true, true, "netwatch"],
  [false, "up", false, true, "netwatch"],
  [false, "down", true, false, "netwatch"],
  [false, "down", false, false, "netwatch"],
  [false, null, true, true, "lease"],
  [false, null, false, false, "lease"],
] as const)(
  "given a device with registration %s, netwatch %s, lease %s, then it is on: %s, by its %s",
  (isRegistered, netwatch, isLeased, isOn, by) => {
    expect(deviceOn({ isRegistered, netwatch, isLeased })).toEqual({ isOn, by });
  },
);
