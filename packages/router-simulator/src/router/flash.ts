import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { FLASH_TABLES, type Router, type TableName } from "./router.ts";
import type { Row } from "./table.ts";

type Entry =
  | readonly [table: TableName, id: string, row: Row | null]
  | readonly [table: TableName, order: readonly string[]];

/**
 * The router's flash: a journal of row changes beside the process, so a SIGKILL of the simulator is a power cut of the router
 * (users stay, what live sessions had counted is lost). Answers whether there was a state to restore.
 */
export function restoreFlash(router: Router, path: string): boolean {
  const entries = existsSync(path) ? readJournal(readFileSync(path, "utf8")) : [];
  for (const [name, idOrOrder, row] of entries) {
    const table = router.tables[name];
    if (typeof idOrOrder !== "string") table.order(idOrOrder);
    else if (row) table.put(idOrOrder, row);
    else table.delete(idOrOrder);
  }
  return entries.length > 0;
}

/** Writes the tables as they are, then every change as it happens, before the client hears of it. */
export function keepFlash(router: Router, path: string): void {
  const lines: string[] = [];
  for (const table of FLASH_TABLES) {
    for (const [id, row] of router.tables[table].entries()) lines.push(line([table, id, row]));
  }
  writeFileSync(`${path}.new`, lines.join(""));
  renameSync(`${path}.new`, path);
  for (const table of FLASH_TABLES) {
    router.tables[table].onChange((id, row) => appendFileSync(path, line([table, id, row ?? null])));
    router.tables[table].onReorder((ids) => appendFileSync(path, line([table, ids])));
  }
}

const line = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** A line torn by a kill in mid-write is the last one, and had not been answered: it is left out. */
function readJournal(text: string): Entry[] {
  const entries: Entry[] = [];
  for (const one of text.split("\n")) {
    if (one === "") continue;
    try {
      entries.push(JSON.parse(one) as Entry);
    } catch {
      break;
    }
  }
  return entries;
}
