import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds for which all threads of a process have run; NaN where there is no /proc. */
export function cpuMs(pid: number): number {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]),
    );
    return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** The most memory that a process ever had in RAM, bytes; NaN where there is no /proc. */
export function peakRssBytes(pid: number): number {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kib) * 1_024;
  } catch {
    return Number.NaN;
  }
}
