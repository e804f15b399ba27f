import type { Clock } from "@mikro-dash/domain/time/clock";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { RouterTrap } from "../link/link-failure.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";
import { count, seconds, textOrNull } from "./columns.ts";

const ACTIVE = "/ip/hotspot/active";

/** A device that is logged in on the hotspot right now. */
export interface WifiSession {
  /** Voucher and device: the router's own ids are used again for other sessions. */
  readonly id: string;
  readonly code: string;
  readonly macAddress: string | null;
  readonly ipAddress: string | null;
  /** Upload of this session. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly uptimeSeconds: number;
  readonly idleSeconds: number;
  /** Until the router ends it; null when nothing limits it. */
  readonly secondsLeft: number | null;
  /** The moment of reading less the uptime: off by up to a second or two between readings. */
  readonly startedAt: EpochMs;
}

const COLUMNS = [
  ".id",
  "user",
  "mac-address",
  "address",
  "bytes-in",
  "bytes-out",
  "uptime",
  "idle-time",
  "session-time-left",
];

/** @param code of one user only */
export async function readSessions(
  link: RouterLink,
  clock: Clock,
  code?: string,
): Promise<readonly WifiSession[]> {
  const queries = code === undefined ? [] : [`user=${code}`];
  const rows = await link.run(ACTIVE, (menu) => menu.print(COLUMNS, queries));
  const now = clock.now();
  return rows.map((row) => {
    const uptimeSeconds = seconds(row, "uptime");
    const macAddress = textOrNull(row, "mac-address");
    return {
      id: `${row.user ?? ""}@${macAddress ?? ""}`,
      code: row.user ?? "",
      macAddress,
      ipAddress: textOrNull(row, "address"),
      bytesIn: count(row, "bytes-in"),
      bytesOut: count(row, "bytes-out"),
      uptimeSeconds,
      idleSeconds: seconds(row, "idle-time"),
      secondsLeft: row["session-time-left"] === undefined ? null : seconds(row, "session-time-left"),
      startedAt: epochMs(now - uptimeSeconds * 1000),
    };
  });
}

/** @throws RouterTrap when there is no such session (any more) */
export async function endSession(link: RouterLink, sessionId: string): Promise<void> {
  const at = sessionId.lastIndexOf("@");
  const queries = [`user=${sessionId.slice(0, at)}`, `mac-address=${sessionId.slice(at + 1)}`];
  const [id] = at < 0 ? [] : await activeIds(link, queries);
  if (id === undefined) throw new RouterTrap("no such item");
  await endActive(link, id, queries);
}

/** Ends every live session of this user; that there is none is fine. */
export async function endSessionsOf(link: RouterLink, code: string): Promise<void> {
  const queries = [`user=${code}`];
  for (const id of await activeIds(link, queries)) {
    await endActive(link, id, queries).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** Ids of live sessions are used again, so one whose answer was lost is looked for with its user and device. */
function endActive(link: RouterLink, id: string, queries: readonly string[]): Promise<void> {
  return written(
    () => link.run(ACTIVE, (menu) => menu.remove(id), PATIENCE_MS),
    async () => !(await activeIds(link, queries)).includes(id),
  );
}

async function activeIds(link: RouterLink, queries: readonly string[]): Promise<readonly string[]> {
  const rows = await link.run(ACTIVE, (menu) => menu.print([".id"], queries), PATIENCE_MS);
  return rows.flatMap((row) => row[".id"] ?? []);
}

export const isGone = (error: unknown): boolean =>
  error instanceof RouterTrap && error.message.includes("no such item");
