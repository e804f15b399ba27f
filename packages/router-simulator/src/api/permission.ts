import type { Policies, Policy } from "../router/accounts.ts";
import type { Request } from "../wire/sentence.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

const READING = new Set(["print", "getall", "get", "listen"]);

/** Throws a Trap when the account's group does not have the policy that the command needs. */
export function checkPermission(policies: Policies, verb: string, menu: Menu | undefined): void {
  const needed: Policy = READING.has(verb) ? "read" : "write";
  for (const policy of menu?.needs && needed === "write" ? [needed, menu.needs] : [needed])
    needs(policies, policy);
}

export function needs(policies: Policies, policy: Policy): void {
  if (!policies.has(policy)) throw new Trap("not enough permissions (9)");
}

/** `/ip/hotspot/user/print` → the menu's path and the verb. */
export function partsOf({ command }: Request): { readonly path: string; readonly verb: string } {
  const end = command.lastIndexOf("/");
  return { path: command.slice(0, end), verb: command.slice(end + 1) };
}
