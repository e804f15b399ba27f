import type { Policies } from "../router/accounts.ts";
import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import type { Request } from "../wire/sentence.ts";
import { columnsOf, only } from "./execute.ts";
import { type MenuSet, printedRow, printedRows } from "./menu.ts";
import { checkPermission, partsOf } from "./permission.ts";
import { matchesQuery } from "./query.ts";
import { Trap } from "./trap.ts";

/**
 * `listen`: every row of the menu that changes, as it is then; one that goes is its id with `.dead`. It goes on until it is
 * cancelled. Of menus that are only computed (who is online) it tells what comes and goes, not what counts up.
 */
export function listen(
  router: Router,
  menus: MenuSet,
  policies: Policies,
  request: Request,
  tell: (row: Row) => void,
): () => void {
  const { path, verb } = partsOf(request);
  const menu = menus.get(path);
  if (!menu) throw new Trap("no such command prefix");
  checkPermission(policies, verb, menu);
  const columns = columnsOf(request);
  const tellRow = (row: Row): void => {
    if (matchesQuery(row, request.queries)) tell(columns ? only(row, [".id", ...columns]) : row);
  };
  const tellDead = (id: string): void =>
    tell({ ".id": id, ".dead": router.version.atLeast(7, 0) ? "true" : "yes" });
  if (menu.table) {
    const printing = { menu, router, policies };
    return router.tables[menu.table].onChange((id, row) =>
      row ? tellRow(printedRow(printing, id, row)) : tellDead(id),
    );
  }
  if (menu.single) throw new Trap("no such command");
  let known = new Set(printedRows(menu, router, policies).map((row) => row[".id"] ?? ""));
  return router.sessions.onChange(() => {
    const rows = new Map(printedRows(menu, router, policies).map((row) => [row[".id"] ?? "", row]));
    for (const id of known) if (!rows.has(id)) tellDead(id);
    for (const [id, row] of rows) if (!known.has(id)) tellRow(row);
    known = new Set(rows.keys());
  });
}
