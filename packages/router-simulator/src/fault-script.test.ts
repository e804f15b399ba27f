import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { randomFaults, readFaultScript } from "./fault-script.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "fault-script-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function written(script: unknown): string {
  const path = join(directory, "script.json");
  writeFileSync(path, JSON.stringify(script));
  return path;
}

test("given a script, when it is read, then it is what was written", () => {
  const steps = [{ afterSeconds: 1.5, everySeconds: 30, do: "DELETE /faults" }];
  expect(readFaultScript(written(steps))).toEqual(steps);
});

test.each([
  [{}],
  [[{ do: "/faults" }]],
  [[{ afterSeconds: -1, do: "/faults" }]],
  [[{ afterSeconds: 1, do: "http://elsewhere/" }]],
])("given %j, when it is read, then it says what a script looks like", (script) => {
  expect(() => readFaultScript(written(script))).toThrow("is not a fault script");
});

test("given a seed, when faults are drawn, then they are the same ones again, and of every kind in time", () => {
  const draw = (seed: number) => {
    const next = randomFaults(seed);
    return Array.from({ length: 500 }, () => next());
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(new Set(draw(7).map((fault) => fault.kind)).size).toBe(13);
});
