import { parseDuration } from "../values/duration.ts";
import type { LiveSession } from "./hotspot-sessions.ts";
import type { Row } from "./table.ts";

/** What a user has used, or may use: `bytes` of both directions, `bytesIn` is upload. */
export interface Usage {
  readonly seconds: number;
  readonly bytes: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** No limit is infinity. */
export function limitsOf(user: Row): Usage {
  const limit = (value: number) => value || Number.POSITIVE_INFINITY;
  return {
    seconds: limit(parseDuration(user["limit-uptime"] ?? "0s") ?? 0),
    bytes: limit(Number(user["limit-bytes-total"] ?? 0)),
    bytesIn: limit(Number(user["limit-bytes-in"] ?? 0)),
    bytesOut: limit(Number(user["limit-bytes-out"] ?? 0)),
  };
}

/** The counters in the user's row and those of its live sessions, together. */
export function usedBy(user: Row, live: readonly LiveSession[]): Usage {
  let seconds = parseDuration(user.uptime ?? "0s") ?? 0;
  let bytesIn = Number(user["bytes-in"] ?? 0);
  let bytesOut = Number(user["bytes-out"] ?? 0);
  for (const session of live) {
    seconds += session.uptimeMs / 1000;
    bytesIn += session.bytesIn;
    bytesOut += session.bytesOut;
  }
  return { seconds, bytes: bytesIn + bytesOut, bytesIn, bytesOut };
}

/** Which limit is reached, in the words the router refuses a login with. */
export function reachedLimit(user: Row, live: readonly LiveSession[]): "uptime" | "traffic" | undefined {
  const [used, limits] = [usedBy(user, live), limitsOf(user)];
  if (used.seconds >= limits.seconds) return "uptime";
  const traffic =
    used.bytes >= limits.bytes || used.bytesIn >= limits.bytesIn || used.bytesOut >= limits.bytesOut;
  return traffic ? "traffic" : undefined;
}
