import type { Client, InStatement } from "@libsql/client";
import { createClient } from "@libsql/client";
import type { Context } from "@mikro-dash/use-cases/context";
import { getBoard } from "@mikro-dash/use-cases/stations/get-board";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/node";
import type { BoardStatement } from "./subjects/subject.ts";

/** The very statements of our board, for those that have no board: listened to while it is read once. */
export async function boardStatements(primaryUrl: string): Promise<readonly BoardStatement[]> {
  const client: Client = createClient({ url: primaryUrl });
  const heard: BoardStatement[] = [];
  const batch = client.batch.bind(client);
  client.batch = (statements, mode) => {
    heard.push(...statements.map((statement) => plain(statement as InStatement)));
    return batch(statements, mode);
  };
  const store = createStore({ db: drizzle({ client }), kind: "primary" });
  await getBoard({}, { store, clock: { now: () => Date.now() } } as unknown as Context);
  client.close();
  return heard;
}

function plain(statement: InStatement): BoardStatement {
  if (typeof statement === "string") return { sql: statement, args: [] };
  return { sql: statement.sql, args: (statement.args ?? []) as BoardStatement["args"] };
}
