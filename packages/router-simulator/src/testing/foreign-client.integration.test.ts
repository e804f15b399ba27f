import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("given a client that was not written here, when it is installed, then the simulator satisfies it", {
  timeout: 180_000,
}, (context) => {
  const check = spawnSync(process.execPath, [join(import.meta.dirname, "check-foreign-client.ts")], {
    encoding: "utf8",
  });
  const lines = check.stdout.trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  context.skip(last.startsWith("skipped: "), last);
  expect(lines.filter((line) => !line.startsWith("ok: "))).toEqual([last]);
  expect([last, check.status]).toEqual([expect.stringMatching(/^all \d+ checks passed$/), 0]);
});
