import type { Router } from "../router/router.ts";
import { type Row, type Table, withColumns } from "../router/table.ts";
import { storedValue } from "../values/column.ts";
import type { ByteString } from "../wire/byte-string.ts";
import type { Request } from "../wire/sentence.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

/** Words that are not columns: they say on what, or shape the answer. */
const NOT_COLUMNS = new Set([".id", "numbers", "place-before", "copy-from"]);

/** The id of the new row. */
export function addRow(router: Router, menu: Menu, request: Request): ByteString {
  const table = tableOf(router, menu);
  const before = request.attributes.get("place-before");
  const place = before === undefined ? undefined : placeIn(router, menu, before);
  const row = withColumns({}, changesIn(menu, request));
  menu.check?.(router, row, undefined);
  const id = table.add(row);
  if (place !== undefined) table.move(id, place);
  return id;
}

/** All or nothing: every row is checked before the first is changed. */
export function changeRows(router: Router, menu: Menu, ids: readonly ByteString[], changes: Row): void {
  const table = tableOf(router, menu);
  for (const name of Object.keys(changes)) {
    if (!menu.columns[name]) throw new Trap(`unknown parameter ${name}`);
  }
  const next = ids.map((id) => [id, withColumns(table.get(id) ?? {}, changes)] as const);
  for (const [id, row] of next) menu.check?.(router, row, id);
  for (const [id, row] of next) table.put(id, row);
}

export function removeRows(router: Router, menu: Menu, ids: readonly ByteString[]): void {
  if (menu.single || menu.readOnly || (!menu.table && !menu.remove)) throw new Trap("no such command");
  for (const id of ids) {
    if (menu.remove) menu.remove(router, id);
    else tableOf(router, menu).delete(id);
  }
}

/** `move numbers=*3 destination=*1`: in front of it, or to the end without a destination. */
export function moveRows(router: Router, menu: Menu, request: Request, ids: readonly ByteString[]): void {
  const destination = request.attributes.get("destination");
  const before = destination ? placeIn(router, menu, destination) : undefined;
  for (const id of ids) tableOf(router, menu).move(id, before);
}

export function changesIn(menu: Menu, request: Request): Row {
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

function placeIn(router: Router, menu: Menu, before: ByteString): ByteString {
  if (!menu.ordered) throw new Trap("unknown parameter place-before");
  if (!tableOf(router, menu).get(before)) throw new Trap("no such item");
  return before;
}

function tableOf(router: Router, menu: Menu): Table {
  if (!menu.table || menu.readOnly) throw new Trap("no such command");
  return router.tables[menu.table];
}
