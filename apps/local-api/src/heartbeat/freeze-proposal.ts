import type { Client } from "@libsql/client";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { readState, writeState } from "../database/sync-state.ts";
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
  /** After the first pull (the phone may have frozen already), or when it has been waited for long enough. */
  begin(): Promise<void>;
  /** Rows have changed: a freeze, from here or from a phone, is the answer. */
  refresh(): Promise<void>;
  /** No is an answer, too. */
  dismiss(): Promise<void>;
}

/**
 * After an unclean stop: the lights went out when the shop's computer was last seen alive. Kept over further starts
 * until it is answered, once: a freeze that is undone is not proposed again.
 * @param bootedAt when this life began, by what is known of the time when it is asked
 */
export function freezeProposal(local: Client, lastLife: LastLife, bootedAt: () => number): FreezeProposal {
  let open: EpochMs | null = null;
  let current: { readonly at: EpochMs } | null = null;

  async function answered(): Promise<void> {
    open = null;
    current = null;
    await writeState(local, "freeze.proposed", "");
  }

  async function refresh(): Promise<void> {
    if (open === null) return;
    const { rows } = await local.execute({ sql: RUNNING_SINCE, args: [open] });
    if (open === null) return; // dismissed meanwhile
    if (rows.length === 0) await answered();
    else current = { at: open };
  }

  return {
    get current() {
      return current;
    },
    async begin() {
      // The first cut that nobody has answered counts: the lights may have gone out again since.
      const unanswered = await readState(local, "freeze.proposed");
      open = unanswered ? epochMs(Number(unanswered)) : cutAt(lastLife, bootedAt());
      if (open === null) return;
      await writeState(local, "freeze.proposed", String(open));
      await refresh();
    },
    refresh,
    dismiss: answered,
  };
}

function cutAt({ lastSeenAt, stoppedCleanly }: LastLife, bootedAt: number): EpochMs | null {
  const wasCut = lastSeenAt !== null && !stoppedCleanly && bootedAt - lastSeenAt >= SHORTEST_GAP_MS;
  return wasCut ? lastSeenAt : null;
}
