import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { attempt } from "../store/attempt.ts";
import { logLine, repeatOf } from "../store/repeat.ts";
import { NO_ROUTER } from "./router-access.ts";
import { writeLine } from "./write-line.ts";

export interface DisconnectSession {
  /** Of the live session, as the list names it. */
  readonly sessionId: string;
  readonly id?: string;
}

/**
 * Puts somebody offline. The same command again does not put out who came back since. NOT_FOUND (nobody is online by this
 * name), ID_REUSED, ROUTER_UNAVAILABLE, ROUTER_REFUSED.
 */
export function disconnectSession(
  { sessionId, id: given }: DisconnectSession,
  ctx: Context,
): Promise<Result<{ readonly id: string; readonly disconnected: true }, Refusal>> {
  return attempt(async () => {
    const { store, router } = ctx;
    if (!router) return err(NO_ROUTER);
    const id = given ?? ctx.ids.next();
    const said = { wifiSession: sessionId };
    const [[log]] = await store.read([logLine(store.db, id)]);
    const repeat = repeatOf({ log, row: undefined }, { verb: VERB, said });
    if (repeat === "reused") return err({ code: "ID_REUSED" });
    if (repeat === "new") {
      const ended = await router.disconnect(sessionId);
      if (!ended.ok) return ended;
      await writeLine(ctx, { id, verb: VERB, rowIds: [], detail: said });
    }
    return ok({ id: sessionId, disconnected: true });
  });
}

const VERB = "wifi.disconnect";
