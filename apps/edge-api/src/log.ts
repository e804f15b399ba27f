import type { Log } from "@mikro-dash/http/http-context";

/** One JSON object a line, as Workers Logs indexes it. */
export const log: Log = {
  info: (fields, message) => console.log(JSON.stringify({ level: "info", message, ...fields })),
  error: (fields, message) =>
    console.error(JSON.stringify({ level: "error", message, ...fields }, withErrors)),
};

/** Errors have no own enumerable fields; their text is what helps. Tokens are never in it. */
function withErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
