import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { SegmentId, SessionId } from "@mikro-dash/domain/ids";
import { decidePause } from "@mikro-dash/domain/session/decide-pause";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";

export interface SegmentInput {
  readonly sessionId: SessionId;
  /** Id of the segment that is made. */
  readonly id?: string;
  /** When the button was pressed; now by default. */
  readonly at?: EpochMs;
}

/** Stops the clock of a session from `at` on. SESSION_ENDED, ALREADY_PAUSED, INVALID `at`. */
export function pauseSession({ sessionId, id, at }: SegmentInput, ctx: Context) {
  return sessionCommand(ctx, {
    verb: "session.pause",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionSegments, id, said: { sessionId, kind: "paused", startedAt: at } },
    decide: ({ subject, decision }) =>
      decidePause(subject.facts, { id: id as SegmentId | undefined, at: at ?? decision.now }, decision),
  });
}
