import { activity } from "@mikro-dash/db-schema/tables/audit";
import type { SessionId } from "@mikro-dash/domain/ids";
import type { Context } from "../context.ts";
import { insertRow } from "./rows.ts";
import type { Query } from "./store.ts";

/** The audit log's line for one command: who, from where, what was said, and the rows it made. @see repeat.ts */
export function activityRow(
  ctx: Context,
  entry: {
    /** The command's own, when the client chose one. */
    readonly id?: string | undefined;
    readonly verb: string;
    readonly sessionId?: SessionId | null;
    readonly rowIds: readonly string[];
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Query {
  const { name, device } = ctx.actor();
  return insertRow(ctx, activity, {
    id: entry.id ?? ctx.ids.next(),
    at: ctx.clock.now(),
    actor: name,
    device,
    verb: entry.verb,
    sessionId: entry.sessionId ?? null,
    rowIds: entry.rowIds,
    detail: entry.detail ?? null,
    requestId: ctx.requestId,
  });
}
