import type { Account, Router } from "../router/router.ts";
import { type Row, withColumns } from "../router/table.ts";
import { storedValue } from "../values/column.ts";
import type { ByteString } from "../wire/byte-string.ts";
import type { Request } from "../wire/sentence.ts";
import { type Menu, type MenuSet, printedRows } from "./menu.ts";
import { matchesQuery } from "./query.ts";
import { Trap } from "./trap.ts";

export interface Answer {
  readonly rows: readonly Row[];
  readonly ret?: ByteString;
  /** A print that found nothing: said as `!empty` by RouterOS 7.18 and newer. */
  readonly empty: boolean;
}

const DONE: Answer = { rows: [], empty: false };
/** Words that are not columns: they shape the answer. */
const NOT_COLUMNS = new Set([
  ".proplist",
  "detail",
  "stats",
  "without-paging",
  "count-only",
  "from",
  ".id",
  "numbers",
]);

/** Runs one command on the router, for an account. Throws a Trap when the router refuses. */
export function execute(router: Router, menus: MenuSet, account: Account, request: Request): Answer {
  const end = request.command.lastIndexOf("/");
  const path = request.command.slice(0, end);
  const verb = request.command.slice(end + 1);
  if (request.command === "/system/reboot") {
    needWrite(account);
    return DONE;
  }
  const menu = menus.get(path);
  if (!menu) throw new Trap("no such command prefix");
  if (verb === "print" || verb === "getall") return print(router, menu, request);
  if (["add", "set", "remove", "enable", "disable", "unset"].includes(verb)) needWrite(account);
  if (verb === "add" && !menu.cannotAdd) return add(router, menu, request);
  if (verb === "set") return change(router, menu, request, changesIn(menu, request));
  if (verb === "enable") return change(router, menu, request, { disabled: "false" });
  if (verb === "disable") return change(router, menu, request, { disabled: "true" });
  if (verb === "unset")
    return change(router, menu, request, { [request.attributes.get("value-name") ?? ""]: "" });
  if (verb === "remove") return remove(router, menu, request);
  throw new Trap("no such command");
}

function needWrite(account: Account): void {
  if (account.group === "read") throw new Trap("not enough permissions (9)");
}

function print(router: Router, menu: Menu, request: Request): Answer {
  const counts = request.attributes.has("count-only");
  if (counts && menu.table && request.queries.length === 0 && !request.attributes.has(".id")) {
    return { rows: [], ret: String(router.tables[menu.table].size), empty: false };
  }
  const all = printedRows(menu, router);
  const wanted = request.attributes.has(".id") ? idsOf(router, menu, request) : undefined;
  const rows = all.filter(
    (row) => (!wanted || wanted.includes(row[".id"] ?? "")) && matchesQuery(row, request.queries),
  );
  if (counts) return { rows: [], ret: String(rows.length), empty: false };
  const columns = request.attributes.get(".proplist")?.split(",");
  return { rows: columns ? rows.map((row) => only(row, columns)) : rows, empty: rows.length === 0 };
}

function only(row: Row, columns: readonly ByteString[]): Row {
  const out: Record<string, ByteString> = {};
  for (const column of columns) {
    const value = row[column];
    if (value !== undefined) out[column] = value;
  }
  return out;
}

function add(router: Router, menu: Menu, request: Request): Answer {
  const table = menu.table && router.tables[menu.table];
  if (!table) throw new Trap("no such command");
  const row = withColumns({}, changesIn(menu, request));
  menu.check?.(router, row, undefined);
  return { rows: [], ret: table.add(row), empty: false };
}

function changesIn(menu: Menu, request: Request): Row {
  const changes: Record<string, ByteString> = {};
  for (const [name, value] of request.attributes) {
    if (NOT_COLUMNS.has(name)) continue;
    const column = menu.columns[name];
    if (!column || column.readOnly) throw new Trap(`unknown parameter ${name}`);
    const stored = storedValue(column, value);
    if (stored === undefined) throw new Trap(`invalid value for argument ${name}`, "1");
    changes[name] = stored;
  }
  return changes;
}

/** All or nothing: every row is checked before the first is changed. */
function change(router: Router, menu: Menu, request: Request, changes: Row): Answer {
  const table = menu.table && router.tables[menu.table];
  if (!table) throw new Trap("no such command");
  for (const name of Object.keys(changes)) {
    if (!menu.columns[name]) throw new Trap(`unknown parameter ${name}`);
  }
  const ids = menu.single ? [...table.entries()].map(([id]) => id) : idsOf(router, menu, request);
  const next = ids.map((id) => [id, withColumns(table.get(id) ?? {}, changes)] as const);
  for (const [id, row] of next) menu.check?.(router, row, id);
  for (const [id, row] of next) table.put(id, row);
  return DONE;
}

function remove(router: Router, menu: Menu, request: Request): Answer {
  if (menu.single || (!menu.table && !menu.remove)) throw new Trap("no such command");
  for (const id of idsOf(router, menu, request)) {
    if (menu.remove) menu.remove(router, id);
    else if (menu.table) router.tables[menu.table].delete(id);
  }
  return DONE;
}

/** The rows a command names: ids or item names, separated by commas. One that is not there refuses the whole command. */
function idsOf(router: Router, menu: Menu, request: Request): ByteString[] {
  const list = request.attributes.get(".id") ?? request.attributes.get("numbers");
  if (list === undefined || list === "") throw new Trap("missing =.id=");
  return list.split(",").map((item) => {
    const id = findItem(router, menu, item);
    if (id === undefined) throw new Trap(router.version.atLeast(7, 0) ? "no such item" : "no such item (4)");
    return id;
  });
}

function findItem(router: Router, menu: Menu, item: ByteString): ByteString | undefined {
  if (!menu.table) return printedRows(menu, router).find((row) => row[".id"] === item)?.[".id"];
  const table = router.tables[menu.table];
  if (table.get(item)) return item;
  return item.startsWith("*") ? undefined : table.find((row) => row.name === item)?.[0];
}
