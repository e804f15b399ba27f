import { execFile } from "node:child_process";
import type { Environment } from "./variables.ts";

/** systemd, when it started this process with `Type=notify`; else nobody, and nothing is done. */
export interface ServiceManager {
  /** The service does its work now. `status` is shown by `systemctl status`. */
  ready(status: string): void;
  /** Work goes on. To be called from the work itself, so that a process that hangs is restarted (`WatchdogSec=`). */
  alive(): void;
  /** It is ending, by itself or because it was told to. */
  stopping(): void;
}

/** Told this many times within the time after which systemd would lose patience. */
const TIMES_A_WATCHDOG = 3;

/**
 * Node has no datagram sockets, so `systemd-notify` tells systemd; the unit needs `NotifyAccess=all`.
 * @param now monotonic milliseconds
 * @param onProblem `systemd-notify` cannot be run
 */
export function serviceManager(
  env: Environment,
  now: () => number,
  onProblem: (error: Error) => void,
): ServiceManager {
  if (!env.NOTIFY_SOCKET) return { ready() {}, alive() {}, stopping() {} };
  const everyMs = Number(env.WATCHDOG_USEC ?? 0) / 1_000 / TIMES_A_WATCHDOG;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (...words: string[]) => {
    execFile("systemd-notify", words, { env, timeout: 5_000 }, (error) => error && onProblem(error));
  };
  return {
    ready: (status) => tell("--ready", `--status=${status}`),
    alive() {
      if (everyMs === 0 || now() - toldAt < everyMs) return;
      toldAt = now();
      tell("WATCHDOG=1");
    },
    stopping: () => tell("STOPPING=1"),
  };
}
