import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readOptions, USAGE, WrongOption } from "./options.ts";
import { page } from "./page.ts";
import { routerCountsFor } from "./router/counts.ts";
import { measureRouter } from "./router/measure-router.ts";
import { routerPage } from "./router/page-router.ts";
import { wifiMonthOf } from "./router/page-router-month.ts";
import { measure } from "./run.ts";
import { seededRandom } from "./statistics.ts";

const DOCS = resolve(import.meta.dirname, "../../../docs");
const PAGES = { shop: join(DOCS, "performance.md"), router: join(DOCS, "performance-router.md") };

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), PAGES, Date.now());
  console.log(`seed ${options.seed}, ${options.runs} runs at ${options.roundTrips.join(", ")} ms`);
  const dir = await mkdtemp(join(tmpdir(), "mikro-dash-bench-"));
  // For the programs, as `start` and the units of systemd set it.
  process.env.NODE_COMPILE_CACHE = join(dir, "compiled");
  const from = performance.now();
  const say = (line: string) =>
    console.log(`${((performance.now() - from) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
  try {
    // The router first: its month is part of the shop's page.
    const router = options.rows.includes("router")
      ? await measureRouter(
          routerCountsFor(options.quick),
          join(dir, "router"),
          seededRandom(options.seed),
          say,
        )
      : undefined;
    if (router) await publish(routerPage(router, options, new Date()), options.routerOut);
    if (options.rows.every((row) => row === "router")) return;
    const shop = await measure(options, dir, say);
    await publish(page(shop, options, new Date(), router && wifiMonthOf(router)), options.out);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function publish(text: string, file: string | undefined): Promise<void> {
  console.log(`\n${text}`);
  if (file !== undefined) await writeFile(file, text);
}

main().then(
  () => process.exit(0),
  (error) => {
    const isWrong =
      error instanceof WrongOption || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
    console.error(isWrong ? `${error.message}\n${USAGE}` : error);
    process.exit(1);
  },
);
