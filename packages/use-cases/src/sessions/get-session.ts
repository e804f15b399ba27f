import type { SessionId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { presentOne } from "./present-session.ts";
import { assembleSessions, sessionWithId } from "./session-rows.ts";

/** One session with its bill. NOT_FOUND. */
export async function getSession(
  { sessionId }: { readonly sessionId: SessionId },
  { store, clock }: Context,
) {
  const { db } = store;
  const [settings, rows] = await store.read([settingRows(db), sessionWithId(db, sessionId)]);
  const [session] = assembleSessions(rows);
  if (!session) return err({ code: "NOT_FOUND" } as const);
  return ok(presentOne(session, policyOf(settings), clock.now()));
}
