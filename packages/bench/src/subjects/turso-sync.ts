import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { connect, type Database } from "@tursodatabase/sync";
import { serve } from "../remote.ts";
import { type Peer, subjectOf } from "./peer.ts";
import { activityArgs, INSERT_ACTIVITY, INSERT_ORDER, orderArgs, SELECT_SEEN } from "./rows.ts";

/**
 * `@tursodatabase/sync`: writes are local, `push()` sends them and `pull()` fetches the others'. Pushes follow each
 * write, without anybody waiting for them.
 */
interface Prepared {
  run(...args: unknown[]): Promise<unknown>;
  all(...args: unknown[]): Promise<unknown[]>;
}
let db: Database;
let order: Prepared;
let seen: Prepared;
let board: { statement: Prepared; args: readonly unknown[] }[] = [];
let isPushing = false;
let pushAgain = false;

async function push(): Promise<void> {
  pushAgain = true;
  if (isPushing) return;
  isPushing = true;
  while (pushAgain) {
    pushAgain = false;
    await db.push().catch(() => undefined); // the next write tries again
  }
  isPushing = false;
}

const peer: Peer = {
  async open(input) {
    db = await connect({ path: join(input.dir, "local.db"), url: input.url, clientName: "bench" });
    const prepare = (sql: string): Promise<Prepared> => db.prepare(sql);
    order = await prepare(INSERT_ORDER);
    seen = await prepare(SELECT_SEEN);
    board = [];
    for (const { sql, args } of input.board) board.push({ statement: await prepare(sql), args });
  },
  async catchUp() {
    const both = async () => {
      await db.push();
      await db.pull();
      return true;
    };
    await waitFor("push and pull", both, { timeoutMs: 120_000, everyMs: 100 });
  },
  async write(id, rows) {
    if (rows === 1) await order.run(...orderArgs(id));
    else
      await db.transactionAsync(async (transaction) => {
        await (await transaction.prepare(INSERT_ORDER)).run(...orderArgs(id));
        await (await transaction.prepare(INSERT_ACTIVITY)).run(...activityArgs(id));
      })();
    void push();
  },
  async exchangeOnce() {
    await db.pull();
  },
  async has(id) {
    return (await seen.all(id, id)).length > 0;
  },
  async readBoard() {
    for (const { statement, args } of board) await statement.all(...args);
  },
  async queue(rows, sessionId) {
    await db.transactionAsync(async (transaction) => {
      const queued = await transaction.prepare(INSERT_ORDER);
      for (let n = 0; n < rows; n++) await queued.run(...orderArgs(randomUUID(), sessionId));
    })();
  },
  async send() {
    void push();
  },
  async close() {
    await db.close();
  },
};
serve(subjectOf(peer));
