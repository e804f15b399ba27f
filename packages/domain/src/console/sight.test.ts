import { describe, expect, test } from "vitest";
import { epochMs } from "../time/epoch-ms.ts";
import {
  afterLook,
  BELIEVED_MS,
  type ConsoleSight,
  type ConsoleStation,
  consoleState,
  DEFAULT_CONSOLE_POLICY,
  decideConsole,
} from "./sight.ts";

const NOON = 1_800_000_000_000;
const at = (seconds: number) => epochMs(NOON + seconds * 1_000);

/** Looks every ten seconds: `+` online, `-` offline, `.` the router did not answer. */
function looked(looks: string): ConsoleSight | undefined {
  let sight: ConsoleSight | undefined;
  for (const [n, look] of [...looks].entries()) {
    if (look !== ".") sight = afterLook(sight, look === "+", at(n * 10));
  }
  return sight;
}
const policy = { ...DEFAULT_CONSOLE_POLICY, consoleAutoStart: true, consoleAutoPause: true };
const free: ConsoleStation = { outOfOrder: false, session: null, lastEndedAt: null };
const playing: ConsoleStation = { ...free, session: { status: "running", stretchFrom: at(0) } };

describe("given looks at a console", () => {
  test.each([
    ["", 0, "unknown"],
    ["+", 0, "online"],
    ["-", 0, "offline"],
    ["+", 90, "online"],
    ["+", 91, "unknown"],
    ["-", 91, "unknown"],
    ["+..........", 100, "unknown"],
  ] as const)("%j, when asked %i s after the first, then it is %s", (looks, seconds, state) => {
    expect(consoleState(looked(looks), at(seconds))).toBe(state);
  });

  test.each([
    ["+++", 0],
    ["--+", 20],
    ["+-+", 20],
    ["+........+", 0],
    ["+.........+", 100],
  ])("%j, then it has been so since second %i", (looks, seconds) => {
    expect(looked(looks)?.since).toBe(at(seconds));
  });

  test("when the router was away longer than a look is believed, then what came before does not count", () => {
    const before = afterLook(undefined, true, at(0));
    expect(afterLook(before, true, epochMs(at(0) + BELIEVED_MS + 1)).since).toBe(at(0) + BELIEVED_MS + 1);
  });
});

describe("given consoles that may start", () => {
  test.each([
    ["on for less than the debounce", "++++++", free, null],
    ["on for a minute", "+++++++", free, { action: "start", at: at(0) }],
    ["on, off for a moment, on", "+++-+++", free, null],
    ["somebody plays", "+++++++", playing, null],
    ["out of order", "+++++++", { ...free, outOfOrder: true }, null],
    ["off", "-------", free, null],
    ["ended a moment ago", "+++++++", { ...free, lastEndedAt: at(10) }, null],
  ] as const)("when it is %s, then this is done", (_, looks, station, action) => {
    expect(decideConsole(looked(looks), station, policy, at(60))).toEqual(action);
  });

  test("when the owner wants none, then nothing starts", () => {
    expect(decideConsole(looked("+++++++"), free, DEFAULT_CONSOLE_POLICY, at(60))).toBeNull();
  });

  test("when the cooldown is over, then it starts from when it was switched on, or from now", () => {
    const sight = looked(`-${"+".repeat(70)}`);
    const ended = (seconds: number) => ({ ...free, lastEndedAt: at(seconds) });
    expect(decideConsole(sight, ended(5), policy, at(604))).toBeNull();
    expect(decideConsole(sight, ended(5), policy, at(605))).toEqual({ action: "start", at: at(10) });
    expect(decideConsole(sight, ended(60), policy, at(660))).toEqual({ action: "start", at: at(660) });
  });

  test("when nobody has looked for a while, then nothing starts", () => {
    expect(decideConsole(looked("+++++++"), free, policy, at(151))).toBeNull();
  });
});

describe("given consoles that may pause", () => {
  test.each([
    ["off for a minute", "+-------", playing, { action: "pause", at: at(10) }],
    ["off for less", "++------", playing, null],
    ["never seen on", "--------", playing, null],
    ["off and on again", "+---+---", playing, null],
    ["paused already", "+-------", { ...free, session: { status: "paused", stretchFrom: at(0) } }, null],
    [
      "seen on before this play only",
      "+-------",
      { ...free, session: { status: "running", stretchFrom: at(5) } },
      null,
    ],
    ["the router away since it was on", "++.......", playing, null],
  ] as const)("when it is %s, then this is done", (_, looks, station, action) => {
    expect(decideConsole(looked(looks), station, policy, at(70))).toEqual(action);
  });

  test("when the owner wants none, then nothing pauses", () => {
    expect(decideConsole(looked("+-------"), playing, DEFAULT_CONSOLE_POLICY, at(70))).toBeNull();
  });
});
