import { err } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { NO_ROUTER } from "./router-access.ts";

/** Identity, version and load of the router, asked now. ROUTER_UNAVAILABLE, ROUTER_REFUSED. */
export async function getRouter(_input: unknown, { router }: Context) {
  return router ? router.info() : err(NO_ROUTER);
}
