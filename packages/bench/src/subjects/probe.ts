import { createServer } from "node:http";
import { isMainThread } from "node:worker_threads";
import { handlers } from "@mikro-dash/http/handlers/every-handler";

/**
 * Loaded into the real local-api before it: times every command and look where it is done, inside the process, without
 * a change to the product. What was measured since the last question is asked for over a port of its own.
 */
type Handler = (input: unknown, context: unknown) => Promise<unknown>;

let took: Record<string, number[]> = {};
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

// Threads of local-api load this too, and a second server on the port would end them.
if (isMainThread) {
  createServer((_request, response) => {
    response.end(JSON.stringify(took));
    took = {};
  })
    .listen(Number(process.env.BENCH_PROBE_PORT), "127.0.0.1")
    .unref();
}
