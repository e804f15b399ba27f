import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const CONFIG = join(import.meta.dirname, "vitest.config.ts");
const PATIENCE_MS = 120_000;

/** How a run of tests ended; `text` is what it printed. */
export interface RunEnd {
  readonly end: "passed" | "failed" | "never ends";
  readonly text: string;
}

/** Runs the tests of a group in a process of their own. */
export async function runTests(
  root: string,
  env: Readonly<Record<string, string>>,
  limitMs: number = PATIENCE_MS,
): Promise<RunEnd> {
  const child = spawn(join(root, "node_modules/.bin/vitest"), ["run", "--config", CONFIG], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += String(data)));
  const killAll = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    killAll();
  }, limitMs);
  process.once("exit", killAll);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  process.off("exit", killAll);
  return { end: isLate ? "never ends" : code === 0 ? "passed" : "failed", text };
}

/** What the worker wrote down, one object a line. */
export async function readNotes(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  await rm(path, { force: true });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
