import { execFileSync } from "node:child_process";
import { setPriority } from "node:os";

const NICE = 10;

/**
 * Lets this process, and every thread it begins from now on, run when nobody else wants a processor: whoever stands at the
 * till would wait for turns of some milliseconds (ADR 0017). By class where `chrt` (of util-linux) is there, as `nice` says
 * nothing between two sessions that Linux weighs as wholes (autogroup); else by `nice`. Never throws: the order is worth
 * less than an agent that runs.
 */
export function runLast(): void {
  try {
    setPriority(NICE);
    execFileSync("chrt", ["--all-tasks", "--idle", "--pid", "0", String(process.pid)], { stdio: "ignore" });
  } catch {
    // There is no `chrt` (or no Linux), or somebody forbids it: it stays as it was.
  }
}
