import type { Clock } from "@mikro-dash/domain/time/clock";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { RouterLink } from "../link/router-link.ts";
import type { BootWatch } from "./boot-watch.ts";
import { count, seconds, textOrNull } from "./columns.ts";

export interface RouterInfo {
  readonly identity: string;
  /** RouterOS version, such as `7.20.4`. */
  readonly version: string;
  readonly boardName: string | null;
  readonly uptimeSeconds: number;
  readonly bootedAt: EpochMs;
  readonly cpuLoadPercent: number;
  readonly freeMemoryBytes: number;
  readonly totalMemoryBytes: number;
}

/** How long it has been running: one small answer, to notice that it was restarted. */
export interface RouterUptime {
  readonly uptimeSeconds: number;
  readonly bootedAt: EpochMs;
  /** Restarts noticed since the gateway first asked. A power cut and an orderly restart look the same. */
  readonly reboots: number;
}

export async function readUptime(link: RouterLink, clock: Clock, watch: BootWatch): Promise<RouterUptime> {
  const [row = {}] = await link.run("/system/resource", (menu) => menu.print(["uptime"]));
  const uptimeSeconds = seconds(row, "uptime");
  watch.note(uptimeSeconds, performance.now());
  const bootedAt = epochMs(clock.now() - uptimeSeconds * 1000);
  return { uptimeSeconds, bootedAt, reboots: watch.reboots };
}

export async function readRouterInfo(link: RouterLink, clock: Clock, watch: BootWatch): Promise<RouterInfo> {
  const [resource] = await link.run("/system/resource", (menu) =>
    menu.print(["uptime", "version", "board-name", "cpu-load", "free-memory", "total-memory"]),
  );
  const now = clock.now();
  watch.note(seconds(resource ?? {}, "uptime"), performance.now());
  const [identity] = await link.run("/system/identity", (menu) => menu.print(["name"]));
  const row = resource ?? {};
  return {
    identity: identity?.name ?? "",
    version: (row.version ?? "").split(" ")[0] ?? "",
    boardName: textOrNull(row, "board-name"),
    uptimeSeconds: seconds(row, "uptime"),
    bootedAt: epochMs(now - seconds(row, "uptime") * 1000),
    cpuLoadPercent: count(row, "cpu-load"),
    freeMemoryBytes: count(row, "free-memory"),
    totalMemoryBytes: count(row, "total-memory"),
  };
}
