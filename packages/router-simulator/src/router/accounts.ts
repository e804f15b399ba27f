import type { ByteString } from "../wire/byte-string.ts";
import type { Router } from "./router.ts";

export interface Account {
  readonly name: ByteString;
  readonly password: ByteString;
  /** `full`, `write`, `read`, or a group of the menu `/user/group`. */
  readonly group: string;
}

/** What a group lets its users do, as far as the API goes. */
export type Policy = "api" | "read" | "write" | "reboot" | "policy" | "sensitive";
export type Policies = ReadonlySet<string>;

export const ALL_POLICIES: Policies = new Set<Policy>([
  "api",
  "read",
  "write",
  "reboot",
  "policy",
  "sensitive",
]);

const COMMON = "local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,sensitive,api,romon,rest-api";

/** The three groups that every router has, and these accounts. */
export function seedAccounts(router: Router, accounts: readonly Account[]): void {
  const { userGroups, users } = router.tables;
  userGroups.add({ name: "read", policy: `${COMMON},!ftp,!write,!policy` });
  userGroups.add({ name: "write", policy: `${COMMON},write,!ftp,!policy` });
  userGroups.add({ name: "full", policy: `${COMMON},ftp,write,policy` });
  for (const { name, password, group } of accounts) users.add({ name, password, group });
}

export function accountNamed(router: Router, name: ByteString | undefined): Account | undefined {
  const found = router.tables.users.named(name ?? "");
  if (!found || found[1].disabled === "true") return undefined;
  const { name: called = "", password = "", group = "" } = found[1];
  return { name: called, password, group };
}

/** What the account may do right now: taking a policy from its group is felt by the next command. */
export function policiesOf(router: Router, { name }: Account): Policies {
  const group = accountNamed(router, name)?.group;
  const row = router.tables.userGroups.named(group ?? "")?.[1];
  return new Set((row?.policy ?? "").split(",").filter((policy) => !policy.startsWith("!")));
}
