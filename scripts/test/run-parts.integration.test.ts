import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { type Part, runParts } from "./run-parts.ts";
import { summary } from "./summary.ts";

const node = (name: string, source: string, kind: Part["kind"] = "check"): Part => ({
  name,
  kind,
  command: process.execPath,
  args: ["-e", source, "--"],
});
/** A program that does what Vitest does: writes a report where it was told to, and ends with a code. */
const reporting = (name: string, report: object, code: number) =>
  node(
    name,
    `const file = process.argv.at(-1).replace("--outputFile.json=", "");
     require("node:fs").writeFileSync(file, ${JSON.stringify(JSON.stringify(report))}); process.exitCode = ${code};`,
    "vitest",
  );

async function run(parts: Part[], limitSeconds = 30) {
  let printed = "";
  const results = await runParts(parts, {
    cwd: tmpdir(),
    env: {},
    print: (text) => {
      printed += text;
    },
    limitSeconds,
    signal: new AbortController().signal,
  });
  const { text, ok } = summary(results);
  return { printed, ok, text, lastLine: text.split("\n").at(-1), results };
}

test("given parts that pass, when they run, then the last line counts checks and tests together", async () => {
  const report = { numPassedTests: 41, numFailedTests: 0, testResults: [] };
  const { ok, lastLine } = await run([node("types", ""), reporting("unit", report, 0)]);
  expect(lastLine).toBe("42 passed, 0 failed");
  expect(ok).toBe(true);
});

test("given a part that fails, when they run, then its output is shown and the others run all the same", async () => {
  const { ok, lastLine, printed } = await run([
    node("lint", `console.error("a.ts is wrong"); process.exit(1)`),
    node("types", ""),
  ]);
  expect(lastLine).toBe("1 passed, 1 failed");
  expect(ok).toBe(false);
  expect(printed).toContain("a.ts is wrong");
});

test("given failed tests and a file that cannot be loaded, when they run, then each counts as one failure", async () => {
  const testResults = [
    {
      name: "bill.test.ts",
      status: "failed",
      assertionResults: [
        { status: "passed", fullName: "a bill of nothing", failureMessages: [] },
        {
          status: "failed",
          fullName: "a bill of an hour",
          failureMessages: ["expected 2 to be 1\n  at bill.ts"],
        },
        { status: "failed", fullName: "a bill of a day", failureMessages: ["expected 3 to be 1"] },
      ],
    },
    { name: "merge.test.ts", status: "failed", message: "no such module", assertionResults: [] },
  ];
  const { ok, lastLine, text } = await run([
    reporting("unit", { numPassedTests: 3, numFailedTests: 2, testResults }, 1),
  ]);
  expect(lastLine).toBe("3 passed, 3 failed");
  expect(ok).toBe(false);
  expect(text.split("\n").filter((line) => line.startsWith("failed: "))).toEqual([
    "failed: unit: a bill of an hour: expected 2 to be 1",
    "failed: unit: a bill of a day: expected 3 to be 1",
    "failed: unit: merge.test.ts: no such module",
  ]);
});

test("given an error outside of every test, when it ends with a code, then that is a failure", async () => {
  const report = { numPassedTests: 3, numFailedTests: 0, testResults: [] };
  expect((await run([reporting("unit", report, 1)])).lastLine).toBe("3 passed, 1 failed");
});

test("given a runner that ran nothing or died without a report, when it ends, then that is a failure", async () => {
  const report = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  expect((await run([reporting("unit", report, 0)])).lastLine).toBe("0 passed, 1 failed");
  expect((await run([node("unit", "", "vitest")])).lastLine).toBe("0 passed, 1 failed");
});

test("given a part that hangs, when its time is over, then it is stopped and counted", async () => {
  const { lastLine, printed } = await run([node("e2e", "setInterval(() => {}, 1000)")], 0.3);
  expect(lastLine).toBe("0 passed, 1 failed");
  expect(printed).toContain("longer than 0.3 s");
});

test("given nothing to run, when it is summed up, then it is not a success", async () => {
  const { ok, lastLine } = await run([]);
  expect(lastLine).toBe("0 passed, 0 failed");
  expect(ok).toBe(false);
});

test("given a preparation that fails, when the part is run, then its sentence is shown and it counts as failed", async () => {
  const prepare = () => Promise.reject(new Error("The browser tests need Chromium."));
  const { lastLine, printed } = await run([{ ...node("e2e", ""), prepare }, node("types", "")]);
  expect(lastLine).toBe("1 passed, 1 failed");
  expect(printed).toContain("The browser tests need Chromium.");
});
