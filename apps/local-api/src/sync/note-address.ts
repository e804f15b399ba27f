import type { Client } from "@libsql/client";
import { readState, stateStatement } from "../database/sync-state.ts";
import { resendStatements } from "./unsent.ts";

/** Another primary knows nothing of what the last one accepted: everything goes to it, and everything is read. */
export async function noteAddress(local: Client, url: string): Promise<void> {
  const known = await readState(local, "primary.url");
  if (known === url) return;
  const number = Number((await readState(local, "replica.number")) ?? 1);
  const startOver = [
    ...resendStatements(null),
    stateStatement("push.mark", "0"),
    stateStatement("replica.number", String(number + 1)),
    "DELETE FROM sync_state WHERE key LIKE 'cursor.%'",
  ];
  await local.batch([...(known === null ? [] : startOver), stateStatement("primary.url", url)], "write");
}
