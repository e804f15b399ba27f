import { kept, shown, text } from "./columns.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

const user: Menu = {
  table: "users",
  needs: "policy",
  columns: {
    name: text,
    group: text,
    address: shown(""),
    password: { type: "text", secret: "hidden" },
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(router, row, id) {
    if (!row.name) throw new Trap("missing =name=");
    if (!router.tables.userGroups.named(row.group ?? ""))
      throw new Trap("input does not match any value of group", "1");
    const twin = router.tables.users.named(row.name);
    if (twin && twin[0] !== id) throw new Trap("failure: user with the same name already exists");
  },
};

const log: Menu = {
  table: "log",
  readOnly: true,
  cannotAdd: true,
  columns: { time: kept(), topics: kept(), message: kept() },
};

/** Who may use the router, and what it wrote down. */
export const ACCOUNT_MENUS: readonly (readonly [string, Menu])[] = [
  ["/user", user],
  [
    "/user/group",
    { table: "userGroups", needs: "policy", columns: { name: text, policy: text, comment: text } },
  ],
  ["/log", log],
];
