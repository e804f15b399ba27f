import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { adoptGroup, releaseGroup } from "./reaper.ts";
import { waitFor } from "./wait-for.ts";

export interface ProcessOptions {
  name: string;
  command: string;
  args?: readonly string[];
  cwd?: string;
  /** Added to (and winning over) the environment of this process; `undefined` removes a variable. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Everything the process prints is appended here as well. */
  logFile?: string;
  /** Called with every piece the process prints, as it comes. */
  onOutput?: (text: string) => void;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** Settles when the process is gone, and never rejects. */
  readonly exited: Promise<Exit>;
  isRunning(): boolean;
  /** What it printed, both streams in order of arrival; the last 256 KB. */
  output(): string;
  waitForLine(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Sends a signal to the process and everything it started. */
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL for what is left after `graceMs`. */
  stop(graceMs?: number): Promise<Exit>;
  /** SIGKILL to the whole process group, as a power cut would. */
  kill(): Promise<Exit>;
}

const KEPT_OUTPUT = 256 * 1024;

/** Starts a program as the leader of a process group of its own, so that its children never outlive it, nor it us. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const child = spawn(options.command, [...(options.args ?? [])], {
    cwd: options.cwd,
    env: environment(options.env),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = captureOutput(child, options);
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error) => reject(new Error(`${options.name} cannot be started: ${error.message}`)));
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.name} has no process id`);
  adoptGroup(pid);

  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => {
      signalGroup(pid, "SIGKILL"); // what a killed leader leaves behind, such as wrangler's workerd
      releaseGroup(pid);
      resolve({ code, signal });
    });
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  return {
    name: options.name,
    pid,
    exited,
    isRunning,
    output,
    async waitForLine(pattern, timeoutMs = 20_000) {
      let match: RegExpMatchArray | null = null;
      await waitFor(
        `${options.name} to print ${pattern}`,
        () => {
          match = output().match(pattern);
          return match !== null || !isRunning();
        },
        { timeoutMs },
      ).catch((error: Error) => {
        throw new Error(`${error.message}\n${output().slice(-4_000)}`);
      });
      match ??= output().match(pattern);
      if (match === null)
        throw new Error(`${options.name} ended without printing ${pattern}\n${output().slice(-4_000)}`);
      return match;
    },
    signal: (signal) => signalGroup(pid, signal),
    async stop(graceMs = 10_000) {
      signalGroup(pid, "SIGTERM");
      const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
      const exit = await exited;
      clearTimeout(timer);
      await groupGone(pid);
      return exit;
    },
    async kill() {
      signalGroup(pid, "SIGKILL");
      const exit = await exited;
      await groupGone(pid);
      return exit;
    },
  };
}

/** Starts a TypeScript or JavaScript file with the Node that runs this process. */
export function startNode({
  script,
  args = [],
  nodeArgs = [],
  ...options
}: Omit<ProcessOptions, "command"> & {
  script: string;
  nodeArgs?: readonly string[];
}): Promise<RunningProcess> {
  return startProcess({ ...options, command: process.execPath, args: [...nodeArgs, script, ...args] });
}

function environment(changes: ProcessOptions["env"] = {}): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...process.env, ...changes };
  for (const [name, value] of Object.entries(merged)) if (value === undefined) delete merged[name];
  return merged;
}

function captureOutput(child: ChildProcess, { logFile, onOutput }: ProcessOptions): () => string {
  const file = logFile === undefined ? undefined : createWriteStream(logFile, { flags: "a" });
  file?.on("error", () => undefined); // a full disk must not take the whole stack down; memory still has the tail
  let kept = "";
  const take = (text: string) => {
    kept = (kept + text).slice(-KEPT_OUTPUT);
    file?.write(text);
    onOutput?.(text);
  };
  child.stdout?.setEncoding("utf8").on("data", take);
  child.stderr?.setEncoding("utf8").on("data", take);
  child.once("close", () => file?.end());
  return () => kept;
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false; // nobody left in the group
  }
}

/** Waits until nobody of a killed group runs any more: only then are its ports and files free. */
async function groupGone(pid: number): Promise<void> {
  await waitFor("the process group to end", () => !isGroupRunning(pid), { timeoutMs: 2_000, everyMs: 5 });
}

/** A zombie (which a container without a diligent init keeps for seconds) has ended, but still takes signal 0. */
function isGroupRunning(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== "linux") return true;
  return readdirSync("/proc").some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(processGroup) === group && state !== "Z";
    } catch {
      return false; // it ended while we looked
    }
  });
}
