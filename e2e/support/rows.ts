import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Reads one database by the shortest way there is, so that nothing of ours can be wrong twice. */
export type Ask = (sql: string) => Promise<readonly (readonly string[])[]>;

/** The primary itself, past every proxy, by sqld's own HTTP protocol. */
export function askPrimary(url: string): Ask {
  return async (sql) => {
    const answer = await fetch(`${url}/v2/pipeline`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ requests: [{ type: "execute", stmt: { sql } }, { type: "close" }] }),
    });
    const { results } = (await answer.json()) as PipelineAnswer;
    const [first] = results;
    if (first?.type !== "ok") throw new Error(`${sql}: ${JSON.stringify(first)}`);
    return first.response.result.rows.map((row) => row.map((cell) => String(cell.value ?? "")));
  };
}

interface PipelineAnswer {
  readonly results: readonly {
    readonly type: string;
    readonly response: { readonly result: { readonly rows: readonly (readonly { value?: unknown }[])[] } };
  }[];
}

/** The desktop's working database. */
export function askLocal(dataDir: string): Ask {
  return async (sql) => {
    const file = new DatabaseSync(join(dataDir, "local.db"), { readOnly: true });
    try {
      return file
        .prepare(sql)
        .all()
        .map((row) => Object.values(row).map((cell) => String(cell ?? "")));
    } finally {
      file.close();
    }
  };
}

/** Ids of all rows of every table that is synced, a table a key. */
export async function idsByTable(ask: Ask): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await ask(
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'synced_at' WHERE m.type = 'table'",
  );
  const ids: Record<string, readonly string[]> = {};
  for (const [table = ""] of tables) ids[table] = (await ask(`SELECT id FROM "${table}" ORDER BY id`)).flat();
  return ids;
}
