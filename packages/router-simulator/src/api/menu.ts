import type { Policies, Policy } from "../router/accounts.ts";
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
  /** Nothing of it can be changed, nor removed. */
  readonly readOnly?: boolean;
  /** Its rows have an order: `place-before`, `move`. */
  readonly ordered?: boolean;
  /** Verbs of its own, such as `reset-counters`: what each does to one row. */
  readonly verbs?: Readonly<Record<string, (router: Router, id: ByteString) => void>>;
  /** The policy that a change needs beside `write`. */
  readonly needs?: Policy;
}

export type MenuSet = ReadonlyMap<string, Menu>;

/** Every row with its `.id` first, as a print shows it to somebody with these policies. */
export function printedRows(menu: Menu, router: Router, policies: Policies): Row[] {
  if (menu.table === undefined) return [...(menu.live?.(router) ?? [])];
  const rows: Row[] = [];
  for (const [id, row] of router.tables[menu.table].entries())
    rows.push(printedRow({ menu, router, policies }, id, row));
  return rows;
}

interface Printing {
  readonly menu: Menu;
  readonly router: Router;
  readonly policies: Policies;
}

export function printedRow({ menu, router, policies }: Printing, id: ByteString, row: Row): Row {
  const out: Record<string, ByteString> = menu.single ? {} : { ".id": id };
  for (const [name, column] of Object.entries(menu.columns)) {
    if (column.secret === "hidden" || (column.secret === "sensitive" && !policies.has("sensitive"))) continue;
    const value = row[name] ?? column.byDefault;
    if (value !== undefined) out[name] = value;
  }
  return menu.computed ? { ...out, ...menu.computed(router, row) } : out;
}
