import type { Client } from "@libsql/client";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { LastLife } from "./local-heartbeat.ts";

/** A shorter gap is a restart, not an evening without light. */
const SHORTEST_GAP_MS = 60_000;

/** Sessions that ran into the gap and that nobody has frozen since, from the phone or here. */
const RUNNING_SINCE = `
  SELECT 1 FROM open_sessions o
  JOIN ps_session_segments last ON last.id = (
    SELECT g.id FROM ps_session_segments g
    WHERE g.session_id = o.session_id AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = g.id)
    ORDER BY g.started_at DESC, g.id DESC LIMIT 1)
  WHERE last.kind <> 'paused' AND last.started_at <= ?1
    AND NOT EXISTS (SELECT 1 FROM ps_session_segments f WHERE f.batch_id IS NOT NULL AND f.started_at >= ?1)
  LIMIT 1`;

export interface FreezeProposal {
  /** To freeze all sessions at this instant; null = nothing to propose (any more). */
  readonly current: { readonly at: EpochMs } | null;
  /** Call it after the first pull (the phone may have frozen already) and whenever rows changed. */
  refresh(): Promise<void>;
}

/** After an unclean stop: the lights went out when the shop's computer was last seen alive. */
export function freezeProposal(local: Client, lastLife: LastLife, now: EpochMs): FreezeProposal {
  const { lastSeenAt, stoppedCleanly } = lastLife;
  const wasCut = lastSeenAt !== null && !stoppedCleanly && now - lastSeenAt >= SHORTEST_GAP_MS;
  let current: { readonly at: EpochMs } | null = null;
  return {
    get current() {
      return current;
    },
    async refresh() {
      if (!wasCut) return;
      const { rows } = await local.execute({ sql: RUNNING_SINCE, args: [lastSeenAt] });
      current = rows.length > 0 ? { at: lastSeenAt } : null;
    },
  };
}
