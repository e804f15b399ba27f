import { type Client, createClient } from "@libsql/client/http";
import { serve } from "../remote.ts";
import { type Peer, subjectOf } from "./peer.ts";
import { activityArgs, INSERT_ACTIVITY, INSERT_ORDER, orderArgs, SELECT_SEEN } from "./rows.ts";
import type { BoardStatement } from "./subject.ts";

/** No database in the shop at all: every write and every look is a request to the primary. */
let client: Client;
let board: readonly BoardStatement[] = [];

const boardStatements = () => board.map(({ sql, args }) => ({ sql, args: [...args] }));

const peer: Peer = {
  async open(input) {
    board = input.board;
    client = createClient({ url: input.url });
  },
  async catchUp() {},
  async write(id, rows) {
    const order = { sql: INSERT_ORDER, args: orderArgs(id) };
    if (rows === 1) await client.execute(order);
    else await client.batch([order, { sql: INSERT_ACTIVITY, args: activityArgs(id) }], "write");
  },
  /** To see what others changed, somebody has to look. */
  async exchangeOnce() {
    await client.batch(boardStatements(), "read");
  },
  async has(id) {
    return (await client.execute({ sql: SELECT_SEEN, args: [id, id] })).rows.length > 0;
  },
  async readBoard() {
    await client.batch(boardStatements(), "read");
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
