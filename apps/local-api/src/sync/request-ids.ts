import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";

const log = SYNCED_TABLES.find((table) => table.name === "activity");
const AT = log?.columns.indexOf("request_id") ?? -1;
const MOST = 20;

/** The commands that rows of the activity log come from, so that each can be followed from the click and back. */
export function requestIdsOf(rows: readonly { readonly table: string; readonly json: string }[]): string[] {
  const ids = rows
    .filter(({ table }) => table === "activity")
    .slice(0, MOST)
    .map(({ json }) => (JSON.parse(json) as unknown[])[AT]);
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}
