import type { Context, Env, Hono } from "hono";
import { dispatchFetch } from "./fetch.ts";
import type { HttpContext } from "./http-context.ts";

/** Hands every request to `dispatch`; the context is made for each, as a Worker keeps nothing between them. */
export function mountDispatch<E extends Env, Ctx>(
  app: Hono<E>,
  contextOf: (c: Context<E>) => HttpContext<Ctx>,
): void {
  app.all("*", (c) => dispatchFetch(c.req.raw, contextOf(c)));
}
