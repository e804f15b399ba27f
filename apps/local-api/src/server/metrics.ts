import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;

export interface EventLoopMetrics {
  /** Prometheus text: how late the event loop was since the last time this was asked. */
  read(): string;
  stop(): void;
}

/** Watches how long the event loop is kept from its work: no write may wait for a network, and nothing may freeze it. */
export function watchEventLoop(): EventLoopMetrics {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // The histogram holds the time between two looks, the pause that was asked for included.
  const late = (ns: number) => Math.max(0, ns / 1e9 - RESOLUTION_MS / 1e3);
  return {
    read() {
      const lines = [
        ["nodejs_eventloop_lag_max_seconds", late(delay.max)],
        ["nodejs_eventloop_lag_p99_seconds", late(delay.percentile(99))],
      ] as const;
      delay.reset();
      return lines.map(([name, value]) => `# TYPE ${name} gauge\n${name} ${value.toFixed(6)}\n`).join("");
    },
    stop: () => void delay.disable(),
  };
}
