import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ensureChromium, firstThatRuns } from "./chromium.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-chromium-"));
  vi.stubEnv("PATH", `${dir}:/usr/bin:/bin`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
});

async function program(name: string, exitCode: number): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\nexit ${exitCode}\n`);
  await chmod(path, 0o755);
  return path;
}

test("given a stub that only tells to install a snap, when a browser is looked for, then the next one is taken", async () => {
  await program("first-browser", 1);
  const works = await program("second-browser", 0);
  expect(await firstThatRuns(["first-browser", "second-browser"])).toBe(works);
  expect(await firstThatRuns(["first-browser", "no-such-browser"])).toBeUndefined();
});

test("given CHROMIUM_PATH, when it runs it is taken, and when it does not, then the sentence names it", async () => {
  const works = await program("my-browser", 0);
  vi.stubEnv("CHROMIUM_PATH", works);
  expect(await ensureChromium(() => undefined)).toBe(works);
  vi.stubEnv("CHROMIUM_PATH", join(dir, "missing"));
  await expect(ensureChromium(() => undefined)).rejects.toThrow(
    /CHROMIUM_PATH is .*missing, which does not run/,
  );
});
