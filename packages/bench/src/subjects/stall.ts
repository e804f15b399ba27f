import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;

/** The longest time since the last question for which this process could not do anything else. As local-api measures it. */
export function stallWatch(): { read(): number } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return {
    read() {
      const stall = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
      delay.reset();
      return stall;
    },
  };
}
