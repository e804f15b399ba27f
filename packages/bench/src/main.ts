import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readOptions, USAGE, WrongOption } from "./options.ts";
import { page } from "./page.ts";
import { measure } from "./run.ts";

const PAGE = resolve(import.meta.dirname, "../../../docs/performance.md");

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), PAGE, Date.now());
  console.log(`seed ${options.seed}, ${options.runs} runs at ${options.roundTrips.join(", ")} ms`);
  const dir = await mkdtemp(join(tmpdir(), "mikro-dash-bench-"));
  const from = performance.now();
  const say = (line: string) =>
    console.log(`${((performance.now() - from) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
  try {
    const measured = await measure(options, dir, say);
    const text = page(measured, options, new Date());
    console.log(`\n${text}`);
    if (options.out !== undefined) await writeFile(options.out, text);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
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
