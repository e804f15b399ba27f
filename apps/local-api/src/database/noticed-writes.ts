import type { Client } from "@libsql/client";
import { clientWith, sqlOf } from "./client-with.ts";

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
  return clientWith(client, { batch });
}

function tableWritten(sql: string): readonly string[] {
  const name = WRITES.exec(sql)?.[1];
  return name === undefined || name === "write_guard" ? [] : [name];
}
