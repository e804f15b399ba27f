import { err, ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { type NetworkChange, NO_ROUTER } from "./router-access.ts";
import { writeLine } from "./write-line.ts";

export interface UpdateNetwork extends NetworkChange {
  readonly id: string;
}

/** Renames a network, gives it another password, sends it out or not. NOT_FOUND, ROUTER_UNAVAILABLE, ROUTER_REFUSED. */
export async function updateNetwork({ id, ...change }: UpdateNetwork, ctx: Context) {
  const { router } = ctx;
  if (!router) return err(NO_ROUTER);
  const changed = await router.changeNetwork(id, change);
  if (!changed.ok) return changed;
  const { password, ...open } = change;
  const detail = {
    ...open,
    network: changed.value.name,
    ...(password === undefined ? {} : { password: "changed" }),
  };
  await writeLine(ctx, { verb: "network.update", rowIds: [], detail });
  return ok(changed.value);
}
