import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";

/**
 * Who waits when there are fewer processors than threads that want one. A scheduler gives a thread that has begun its
 * turn some milliseconds, and a command takes one: whoever stands at the till would wait for several of them (ADR 0017).
 */
const NICE = 10;
const THREADS = "/proc/self/task";

/**
 * Lets the threads on which V8 compiles and collects garbage wait for this one. Not further behind than this: the
 * collection of young garbage is done together, and waits for the slowest. Where threads cannot be told apart (elsewhere
 * than on Linux) they stay as they are.
 */
export function lowerThreadsOfV8(): void {
  for (const thread of threads()) if (nameOf(thread) === "V8Worker") lower(Number(thread));
}

/**
 * Lets this process, and every thread it begins from now on, run when nobody else wants to: by class where `chrt` (of
 * util-linux) is there, as `nice` says nothing between two sessions that Linux weighs as wholes (autogroup); else by
 * `nice`.
 */
export function runLast(): void {
  lower(process.pid);
  try {
    execFileSync("chrt", ["--all-tasks", "--idle", "--pid", "0", String(process.pid)], { stdio: "ignore" });
  } catch {
    // There is none (or no Linux): `nice` is what we have.
  }
}

/** Somebody may forbid even that: the order is worth less than a shop that is open. */
function lower(id: number): void {
  try {
    setPriority(id, NICE);
  } catch {
    // it stays as it was, or has ended
  }
}

function threads(): readonly string[] {
  try {
    return readdirSync(THREADS);
  } catch {
    return [];
  }
}

function nameOf(thread: string): string | undefined {
  try {
    return readFileSync(`${THREADS}/${thread}/comm`, "utf8").trim();
  } catch {
    return undefined; // it has ended meanwhile
  }
}
