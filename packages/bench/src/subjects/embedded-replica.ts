import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { serve } from "../remote.ts";
import { type Peer, subjectOf } from "./peer.ts";
import { activityArgs, INSERT_ACTIVITY, INSERT_ORDER, orderArgs, SELECT_SEEN } from "./rows.ts";
import type { BoardStatement } from "./subject.ts";

/** The embedded replica of `@libsql/client` as its documentation shows it: everything goes through it, `sync()` now and then. */
let client: Client;
let board: readonly BoardStatement[] = [];

const peer: Peer = {
  async open(input) {
    board = input.board;
    client = createClient({ url: pathToFileURL(join(input.dir, "replica.db")).href, syncUrl: input.url });
  },
  async catchUp() {
    // A primary that has just been started on a long log says "snapshot not found" for a while.
    const sync = () => client.sync().then(() => true);
    await waitFor("the first sync", sync, { timeoutMs: 120_000, everyMs: 500 });
  },
  async write(id, rows) {
    const order = { sql: INSERT_ORDER, args: orderArgs(id) };
    if (rows === 1) await client.execute(order);
    else await client.batch([order, { sql: INSERT_ACTIVITY, args: activityArgs(id) }], "write");
  },
  async exchangeOnce() {
    await client.sync();
  },
  async has(id) {
    return (await client.execute({ sql: SELECT_SEEN, args: [id, id] })).rows.length > 0;
  },
  async readBoard() {
    // One by one: a batch would begin a transaction, which goes to the primary statement by statement.
    for (const { sql, args } of board) await client.execute({ sql, args: [...args] });
  },
  async queue() {
    throw new Error("a write waits for the primary: there is nothing to queue in");
  },
  async send() {},
  async close() {
    client.close();
  },
};
serve(subjectOf(peer));
