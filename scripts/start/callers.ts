import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const MOST_ANCESTORS = 8;
const SHELL = /^(\S*\/)?(ba|da|z)?sh\b/;
const PACKAGE_MANAGER = /\b(pnpm|npm|npx)\b/;

/**
 * Calls back when a package manager that runs us is gone. A killed `npx` (by a service manager, a test runner) leaves
 * its pnpm behind, and that one us: nobody would ever tell us to stop.
 */
export function whenCallerEnds(callback: () => void): void {
  const callers = packageManagersAbove(process.ppid);
  if (callers.length === 0) return;
  const timer = setInterval(() => {
    if (callers.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}

function packageManagersAbove(first: number): number[] {
  const found: number[] = [];
  let pid = first;
  for (let level = 0; level < MOST_ANCESTORS && pid > 1; level++) {
    const ancestor = look(pid);
    if (ancestor === undefined) break;
    const isShell = SHELL.test(ancestor.command);
    if (!isShell && !PACKAGE_MANAGER.test(ancestor.command)) break;
    if (!isShell) found.push(pid);
    pid = ancestor.parent;
  }
  return found;
}

function look(pid: number): { parent: number; command: string } | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return { parent: Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]), command };
    }
    const [, parent, command = ""] =
      execFileSync("ps", ["-o", "ppid=,args=", "-p", `${pid}`], { encoding: "utf8" }).match(
        /^\s*(\d+)\s+(.*)/,
      ) ?? [];
    return { parent: Number(parent), command };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
