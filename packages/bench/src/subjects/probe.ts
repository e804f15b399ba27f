import fs from "node:fs";
import { createServer } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";
import { handlers } from "@mikro-dash/http/handlers/every-handler";

/**
 * Loaded into the real local-api before it: times every command and look where it is done, inside the process, and every
 * sync of the log, without a change to the product. What was measured since the last question is asked for over a port
 * of its own.
 */
type Handler = (input: unknown, context: unknown) => Promise<unknown>;

export interface Probed {
  /** Milliseconds of each, by the name of the endpoint. */
  readonly took: Readonly<Record<string, readonly number[]>>;
  /** The longest `fdatasync`: for so long the whole process stood. */
  readonly longestSyncMs: number;
}

let took: Record<string, number[]> = {};
let longestSyncMs = 0;
const table = handlers as unknown as Record<string, Handler>;
for (const [name, handler] of Object.entries(table)) {
  table[name] = async (input, context) => {
    const from = performance.now();
    try {
      return await handler(input, context);
    } finally {
      took[name] ??= [];
      took[name].push(performance.now() - from);
    }
  };
}

const { fdatasyncSync } = fs;
fs.fdatasyncSync = (fd) => {
  const from = performance.now();
  fdatasyncSync(fd);
  longestSyncMs = Math.max(longestSyncMs, performance.now() - from);
};
syncBuiltinESMExports();

// Threads of local-api load this too, and a second server on the port would end them.
if (isMainThread) {
  createServer((_request, response) => {
    response.end(JSON.stringify({ took, longestSyncMs } satisfies Probed));
    took = {};
    longestSyncMs = 0;
  })
    .listen(Number(process.env.BENCH_PROBE_PORT), "127.0.0.1")
    .unref();
}
