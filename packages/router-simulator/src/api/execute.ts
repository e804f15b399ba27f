import type { Policies } from "../router/accounts.ts";
import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import type { ByteString } from "../wire/byte-string.ts";
import type { Request } from "../wire/sentence.ts";
import { addRow, changeRows, changesIn, moveRows, removeRows } from "./change.ts";
import { type Menu, type MenuSet, printedRow, printedRows } from "./menu.ts";
import { checkPermission, needs, partsOf } from "./permission.ts";
import { matchesQuery } from "./query.ts";
import { Trap } from "./trap.ts";

export interface Answer {
  readonly rows: readonly Row[];
  readonly ret?: ByteString;
  /** A print that found nothing: said as `!empty` by RouterOS 7.18 and newer. */
  readonly empty: boolean;
}

const DONE: Answer = { rows: [], empty: false };
const returned = (ret: ByteString): Answer => ({ rows: [], ret, empty: false });

/** Runs one command on the router, for somebody with these policies. Throws a Trap when the router refuses. */
export function execute(router: Router, menus: MenuSet, policies: Policies, request: Request): Answer {
  const { path, verb } = partsOf(request);
  if (request.command === "/system/reboot") {
    needs(policies, "reboot");
    return DONE;
  }
  const menu = menus.get(path);
  if (!menu) throw new Trap("no such command prefix");
  checkPermission(policies, verb, menu);
  const ids = () =>
    menu.single
      ? [...(menu.table ? router.tables[menu.table].entries() : [])].map(([id]) => id)
      : idsOf(router, menu, request);
  switch (verb) {
    case "print":
    case "getall":
      return print(router, menu, policies, request);
    case "get":
      return get(router, menu, policies, request);
    case "add":
      if (menu.cannotAdd) throw new Trap("no such command");
      return returned(addRow(router, menu, request));
    case "set":
      changeRows(router, menu, ids(), changesIn(menu, request));
      return DONE;
    case "enable":
    case "disable":
      changeRows(router, menu, ids(), { disabled: String(verb === "disable") });
      return DONE;
    case "unset":
      changeRows(router, menu, ids(), { [request.attributes.get("value-name") ?? ""]: "" });
      return DONE;
    case "remove":
      removeRows(router, menu, ids());
      return DONE;
    case "move":
      if (!menu.ordered) throw new Trap("no such command");
      moveRows(router, menu, request, ids());
      return DONE;
    default: {
      const own = menu.verbs?.[verb];
      if (!own) throw new Trap("no such command");
      for (const id of ids()) own(router, id);
      return DONE;
    }
  }
}

function print(router: Router, menu: Menu, policies: Policies, request: Request): Answer {
  const counts = request.attributes.has("count-only");
  if (counts && menu.table && request.queries.length === 0 && !request.attributes.has(".id")) {
    return returned(String(router.tables[menu.table].size));
  }
  const wanted = request.attributes.has(".id") ? new Set(idsOf(router, menu, request)) : undefined;
  const rows = printedRows(menu, router, policies).filter(
    (row) => (!wanted || wanted.has(row[".id"] ?? "")) && matchesQuery(row, request.queries),
  );
  if (counts) return returned(String(rows.length));
  const columns = columnsOf(request);
  return { rows: columns ? rows.map((row) => only(row, columns)) : rows, empty: rows.length === 0 };
}

/** `get =.id=*1 =value-name=name`: one value. */
function get(router: Router, menu: Menu, policies: Policies, request: Request): Answer {
  const name = request.attributes.get("value-name");
  if (name === undefined || !menu.table) throw new Trap("no such command");
  const [id] = menu.single
    ? (router.tables[menu.table].entries().next().value ?? [])
    : idsOf(router, menu, request);
  const row = router.tables[menu.table].get(id ?? "");
  const value = row && id !== undefined ? printedRow({ menu, router, policies }, id, row)[name] : undefined;
  if (value === undefined) throw new Trap(`unknown value name ${name}`);
  return returned(value);
}

export const columnsOf = (request: Request): readonly ByteString[] | undefined =>
  request.attributes.get(".proplist")?.split(",");

export function only(row: Row, columns: readonly ByteString[]): Row {
  const out: Record<string, ByteString> = {};
  for (const column of columns) {
    const value = row[column];
    if (value !== undefined) out[column] = value;
  }
  return out;
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
  if (!menu.table) return menu.live?.(router).find((row) => row[".id"] === item)?.[".id"];
  const table = router.tables[menu.table];
  if (table.get(item)) return item;
  return item.startsWith("*") ? undefined : table.named(item)?.[0];
}
