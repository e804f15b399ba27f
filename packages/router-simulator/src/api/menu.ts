import type { Router, TableName } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import type { Column } from "../values/column.ts";
import type { ByteString } from "../wire/byte-string.ts";

/** One menu of the router: where its rows are, which columns a client may see and set, and what the router checks. */
export interface Menu {
  readonly columns: Readonly<Record<string, Column>>;
  /** Rows of its own; without one the menu shows what `live` computes and cannot be added to. */
  readonly table?: TableName;
  /** One row, without an id: `/system/identity`. */
  readonly single?: boolean;
  readonly live?: (router: Router) => readonly Row[];
  /** Columns computed when printed. */
  readonly computed?: (router: Router, row: Row) => Row;
  /** Throws a Trap when the row as it would become is refused. */
  readonly check?: (router: Router, row: Row, id: ByteString | undefined) => void;
  readonly remove?: (router: Router, id: ByteString) => void;
  readonly cannotAdd?: boolean;
}

export type MenuSet = ReadonlyMap<string, Menu>;

/** Every row with its `.id` first, as a print shows it. */
export function printedRows(menu: Menu, router: Router): Row[] {
  if (menu.table === undefined) return [...(menu.live?.(router) ?? [])];
  const rows: Row[] = [];
  for (const [id, row] of router.tables[menu.table].entries()) rows.push(printedRow(menu, router, id, row));
  return rows;
}

function printedRow(menu: Menu, router: Router, id: ByteString, row: Row): Row {
  const out: Record<string, ByteString> = menu.single ? {} : { ".id": id };
  for (const [name, column] of Object.entries(menu.columns)) {
    const value = row[name] ?? column.byDefault;
    if (value !== undefined) out[name] = value;
  }
  return menu.computed ? { ...out, ...menu.computed(router, row) } : out;
}
