import { err } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";

/** Identity, version and load of the router, asked now. ROUTER_UNAVAILABLE, ROUTER_REFUSED. */
export async function getRouter(_input: unknown, { router }: Context) {
  return router ? router.info() : err({ code: "ROUTER_UNAVAILABLE" } as const);
}
