import type { InStatement } from "@libsql/client/http";

/** How long a mirror that fell silent keeps others from writing. By the database's clock, which all mirrors share. */
const LEASE_MS = 30_000;

const NOW_MS = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

export interface Claim {
  /** Who takes it. */
  readonly holder: string;
  /** Whether it may be taken from the same holder while it lasts: from the life before this one. */
  readonly takesBack: boolean;
}

/**
 * Takes the lease when nobody holds it, or when it is taken back; answers no row when somebody else holds it. The answer is
 * the epoch that is ours: whatever was under way under the one before is refused from here on.
 */
export function takeLease(seenAt: number, version: string, { holder, takesBack }: Claim): InStatement {
  return {
    sql:
      "INSERT INTO heartbeats (id, last_seen_at, version, lease_epoch, lease_expires_at, lease_holder) " +
      `VALUES ('router-mirror', ?, ?, 1, ${NOW_MS} + ${LEASE_MS}, ?) ` +
      "ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, version = excluded.version, error = NULL, " +
      "lease_epoch = coalesce(heartbeats.lease_epoch, 0) + 1, lease_expires_at = excluded.lease_expires_at, " +
      "lease_holder = excluded.lease_holder " +
      `WHERE coalesce(heartbeats.lease_expires_at, 0) <= ${NOW_MS} OR (? AND heartbeats.lease_holder = ?) ` +
      "RETURNING lease_epoch",
    args: [seenAt, version, holder, takesBack, holder],
  };
}

/** First statement of every batch: fails it as a whole when the lease is another's. The word is looked for in the error. */
export function leaseGuard(epoch: number): InStatement {
  return {
    sql:
      "SELECT json(CASE WHEN EXISTS (SELECT 1 FROM heartbeats WHERE id = 'router-mirror' AND lease_epoch = ?) " +
      "THEN 'true' ELSE 'the lease is lost' END)",
    args: [epoch],
  };
}

export const isLeaseLost = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("malformed JSON");

/** The mirror's heartbeat; renews its lease. */
export function mirrorHeartbeat(epoch: number, seenAt: number, error: string | null): InStatement {
  return {
    sql:
      `UPDATE heartbeats SET last_seen_at = ?, error = ?, lease_expires_at = ${NOW_MS} + ${LEASE_MS} ` +
      "WHERE id = 'router-mirror' AND lease_epoch = ?",
    args: [seenAt, error, epoch],
  };
}

/** At an orderly end: the next mirror need not wait. */
export function releaseLease(epoch: number): InStatement {
  return {
    sql: "UPDATE heartbeats SET lease_expires_at = 0 WHERE id = 'router-mirror' AND lease_epoch = ?",
    args: [epoch],
  };
}

/** When the router last answered, and why it does not now. `seenAt` null: it has not answered since we know it. */
export function routerHeartbeat(
  seenAt: number | null,
  version: string | null,
  error: string | null,
): InStatement {
  if (seenAt === null) {
    const sql = "UPDATE heartbeats SET error = ? WHERE id = 'router' AND error IS NOT ?";
    return { sql, args: [error, error] };
  }
  return {
    sql:
      "INSERT INTO heartbeats (id, last_seen_at, version, error) VALUES ('router', ?, ?, ?) " +
      "ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, " +
      "version = coalesce(excluded.version, heartbeats.version), error = excluded.error",
    args: [seenAt, version, error],
  };
}
