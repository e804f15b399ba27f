import { startProcess } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, expect, test } from "vitest";
import { lastWords, Part } from "./part.ts";

const parts: Part[] = [];
afterEach(async () => {
  for (const part of parts.splice(0)) await part.kill();
});

/** A part that runs this program; what it said and why it was given up. */
function aPart(source: string) {
  const said: string[] = [];
  const givenUp: Error[] = [];
  const part = new Part({
    name: "till",
    launch: () => startProcess({ name: "till", command: process.execPath, args: ["-e", source] }),
    say: (line) => said.push(line),
    onGivenUp: (error) => givenUp.push(error),
  });
  parts.push(part);
  return { part, said, givenUp };
}

const RUNS = "setInterval(() => {}, 1000)";

test("given a part that is killed from outside, when it is gone, then that is said and it comes back", async () => {
  const { part, said, givenUp } = aPart(RUNS);
  await part.start();
  const pid = part.pid ?? 0;
  process.kill(pid, "SIGKILL");
  await waitFor("the part to be back", () => part.isRunning() && part.pid !== pid);
  await waitFor("that to be said", () => said.length === 2);
  expect(said).toEqual(["till ended (without a word); starting it again.", "till is back."]);
  expect(givenUp).toEqual([]);
});

test("given a part that is killed or stopped by us, when it is gone, then it stays away until it is started", async () => {
  const { part, said } = aPart(RUNS);
  for (const end of ["kill", "stop"] as const) {
    await part.start();
    await part[end]();
    expect(part.isRunning()).toBe(false);
  }
  expect(said).toEqual([]);
  await part.start();
  expect(part.isRunning()).toBe(true);
});

test("given a part that ends again and again, when it did so three times, then it is given up with its last words", async () => {
  const { givenUp, part, said } = aPart(
    `console.log("x"); console.error("DATABASE_MODE is wrong"); process.exitCode = 1`,
  );
  await part.start();
  await waitFor("it to be given up", () => givenUp.length > 0);
  expect(givenUp[0]?.message).toBe("till keeps ending (DATABASE_MODE is wrong).");
  expect(said.filter((line) => line.includes("starting it again"))).toHaveLength(2);
  expect(part.isRunning()).toBe(false);
});

test.each([
  ["PORT is wrong; allowed is a number.", "PORT is wrong; allowed is a number."],
  ['{"level":30,"msg":"ready"}\n{"level":50,"msg":"disk full"}\n', "disk full"],
  [
    "file:///a.ts:1\nthrow\n\nTypeError: x is not y\n    at a.ts:1:1\n\nNode.js v24.21.0\n",
    "TypeError: x is not y",
  ],
  ["", "without a word"],
])(
  "given %j as what a program said, when its last words are asked for, then they are %j",
  (output, words) => {
    expect(lastWords(output)).toBe(words);
  },
);
