import { expect, test } from "vitest";
import { BootWatch } from "./boot-watch.ts";

test.each([
  ["grows with the time", 100, 160, 60, 0],
  ["grows faster than ours (a simulated day)", 100, 86_400, 60, 0],
  ["lags a little", 100, 150, 60, 0],
  ["went down", 100, 5, 60, 1],
  ["went down at once", 100, 99, 0, 1],
  ["is greater, but less than it should be", 100, 3_000, 7_200, 1],
])(
  "given an uptime that %s, when it is looked at again, then restarts are told",
  (_how, before, after, passed, reboots) => {
    const watch = new BootWatch();
    watch.note(before, 1_000);
    watch.note(after, 1_000 + passed * 1000);
    expect(watch.reboots).toBe(reboots);
  },
);
