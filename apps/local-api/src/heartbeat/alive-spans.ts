import type { Client } from "@libsql/client";
import type { AliveSpan } from "@mikro-dash/domain/session/reviews";
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import { readState, writeState } from "../database/sync-state.ts";

/** A shorter silence is a restart or a busy machine, not an evening without light. */
const SHORTEST_GAP_MS = MINUTE_MS;
/** Longer ago nobody asks whether a freeze was right. */
const KEPT_MS = 2 * DAY_MS;

/** When this computer was alive: what contradicts a freeze that a phone made while only the internet was out. */
export interface AliveSpans {
  /** Oldest first; the last one goes on. */
  readonly spans: readonly AliveSpan[];
  /**
   * It is alive now. Writes only when a span begins, or begins earlier than was thought because the clock was put back by
   * a little: the end of the last one is the heartbeat itself.
   */
  beat(now: EpochMs): Promise<void>;
}

/** @param lastSeenAt where the last span of the last life ended */
export async function aliveSpans(local: Client, lastSeenAt: EpochMs | null): Promise<AliveSpans> {
  const stored = JSON.parse((await readState(local, "alive.spans")) ?? "[]") as AliveSpan[];
  let spans: readonly AliveSpan[] = stored.map((span, i) =>
    i === stored.length - 1 && lastSeenAt !== null ? spanOf(span.from, lastSeenAt) : span,
  );
  return {
    get spans() {
      return spans;
    },
    async beat(now) {
      const last = spans.at(-1);
      const goesOn = last !== undefined && Math.abs(now - last.to) < SHORTEST_GAP_MS;
      spans = goesOn
        ? [...spans.slice(0, -1), spanOf(last.from, now)]
        : [...spans.filter((span) => span.to > now - KEPT_MS), spanOf(now, now)];
      if (!goesOn || now < last.from) await writeState(local, "alive.spans", JSON.stringify(spans));
    },
  };
}

/** The clock may have been put back by a little since it began. */
const spanOf = (from: EpochMs, to: EpochMs): AliveSpan => ({ from: epochMs(Math.min(from, to)), to });
