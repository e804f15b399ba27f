import type { Client, InStatement } from "@libsql/client";

const WRITES = /^\s*(?:insert into|update)\s+["`]?(\w+)/i;

/**
 * The same client, telling which tables each committed batch wrote: pages are told by name what to read again.
 * Reads tell nothing.
 */
export function noticingWrites(client: Client, onWritten: (tables: readonly string[]) => void): Client {
  const batch: Client["batch"] = async (statements, mode) => {
    const results = await client.batch(statements, mode);
    const tables = new Set(statements.flatMap((statement) => tableWritten(sqlOf(statement))));
    if (tables.size > 0) onWritten([...tables]);
    return results;
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === "batch") return batch;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const sqlOf = (statement: InStatement | [string, unknown?]): string =>
  typeof statement === "string" ? statement : Array.isArray(statement) ? statement[0] : statement.sql;

function tableWritten(sql: string): readonly string[] {
  const name = WRITES.exec(sql)?.[1];
  return name === undefined || name === "write_guard" ? [] : [name];
}
