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
 * collection of young garbage is done together, and waits for the slowest.
 * @returns how many they are; 0 where there is no Linux, on which threads can be told apart
 */
export function lowerThreadsOfV8(): number {
  const threads = isLinux() ? readdirSync(THREADS).filter((thread) => nameOf(thread) === "V8Worker") : [];
  for (const thread of threads) setPriority(Number(thread), NICE);
  return threads.length;
}

/**
 * Lets this process, and every thread it begins from now on, run when nobody else wants to: by class where `chrt` (of
 * util-linux) is there, as `nice` says nothing between two sessions that Linux weighs as wholes (autogroup); else by
 * `nice`.
 */
export function runLast(): void {
  setPriority(NICE);
  if (!isLinux()) return;
  try {
    execFileSync("chrt", ["--all-tasks", "--idle", "--pid", "0", String(process.pid)], { stdio: "ignore" });
  } catch {
    // There is none: `nice` is what we have.
  }
}

const isLinux = () => process.platform === "linux";

function nameOf(thread: string): string | undefined {
  try {
    return readFileSync(`${THREADS}/${thread}/comm`, "utf8").trim();
  } catch {
    return undefined; // it has ended meanwhile
  }
}
