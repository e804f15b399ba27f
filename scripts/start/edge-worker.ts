/**
 * The edge API in real workerd, as `wrangler dev` would run it, but without watching files and without asking
 * anything of the terminal. A process of its own: its group takes workerd with it. argv: port, JSON of variables.
 */
import { resolve } from "node:path";
import { unstable_startWorker } from "wrangler";

const [port, variables = "{}"] = process.argv.slice(2);
const bindings = Object.fromEntries(
  Object.entries(JSON.parse(variables) as Record<string, string>).map(([name, value]) => [
    name,
    { type: "plain_text" as const, value },
  ]),
);

const worker = await unstable_startWorker({
  config: resolve(import.meta.dirname, "../../apps/edge-api/wrangler.jsonc"),
  bindings,
  dev: {
    server: { hostname: "127.0.0.1", port: Number(port), secure: false },
    inspector: false,
    persist: false,
    watch: false,
    logLevel: "warn",
  },
});
await worker.ready;
console.log(`edge-api ready on ${port}`);

process.once("SIGTERM", () => void worker.dispose());
