import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EQUIVALENT, type Equivalent } from "./equivalent.ts";
import type { Tried } from "./run-group.ts";

/** Nobody noticed. */
const isAlive = ({ fate }: Tried) => fate === "survived" || fate === "never reached";

/** With the line that it was made in. */
export interface Seen extends Tried {
  readonly code: string;
}

export async function withCode(root: string, tried: readonly Tried[]): Promise<readonly Seen[]> {
  const lines = new Map<string, readonly string[]>();
  for (const { path } of tried) {
    if (!lines.has(path)) lines.set(path, (await readFile(join(root, path), "utf8")).split("\n"));
  }
  return tried.map((one) => ({ ...one, code: lines.get(one.path)?.[one.line - 1]?.trim() ?? "" }));
}

const equivalentOf = (tried: Seen): Equivalent | undefined =>
  EQUIVALENT.find(({ path, code, original, replacement }) => {
    const isThere = tried.path.endsWith(`/${path}`) && tried.code.includes(code);
    return isThere && original === tried.original && replacement.includes(tried.replacement);
  });

/** Nobody noticed, though somebody could. */
export const isUnexplained = (tried: Seen) => isAlive(tried) && equivalentOf(tried) === undefined;

interface Counts {
  readonly all: number;
  readonly killed: number;
  readonly neverEnds: number;
  readonly equivalent: number;
  readonly alive: number;
}

function countsOf(tried: readonly Seen[]): Counts {
  const alive = tried.filter(isUnexplained).length;
  return {
    all: tried.length,
    killed: tried.filter(({ fate }) => fate === "killed").length,
    neverEnds: tried.filter(({ fate }) => fate === "never ends").length,
    equivalent: tried.filter(isAlive).length - alive,
    alive,
  };
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
/** An equivalent mistake was not noticed either: it is not counted as killed. */
const score = (counts: Counts) => percent(counts.killed + counts.neverEnds, counts.all);

/** One line. */
export function summaryOf(tried: readonly Seen[]): string {
  const { all, killed, neverEnds, equivalent, alive } = countsOf(tried);
  return (
    `${all} mistakes: ${killed} killed, ${neverEnds} never end, ${equivalent} equivalent, ${alive} survived; ` +
    `score ${score(countsOf(tried))}`
  );
}

/** Share of all mistakes that were noticed, 0 … 1. */
export function shareKilled(tried: readonly Seen[]): number {
  const { all, killed, neverEnds } = countsOf(tried);
  return all === 0 ? 1 : (killed + neverEnds) / all;
}

/** Entries that explain nothing any more: their source has changed, or somebody notices now. */
export const staleEntries = (tried: readonly Seen[]): readonly Equivalent[] =>
  EQUIVALENT.filter((entry) => !tried.some((one) => isAlive(one) && equivalentOf(one) === entry));

/** docs/mutation.md */
export function reportOf(tried: readonly Seen[], on: string): string {
  const files = [...Map.groupBy(tried, ({ path }) => path)];
  const row = (name: string, counts: Counts) => {
    const { all, killed, neverEnds, equivalent, alive } = counts;
    return `| ${name} | ${all} | ${killed} | ${neverEnds} | ${equivalent} | ${alive} | ${score(counts)} |`;
  };
  const alive = tried.filter(isUnexplained);
  const explained = tried.filter((one) => isAlive(one) && equivalentOf(one) !== undefined);
  return [
    "# Mutation run",
    "",
    "Written by `pnpm mutate`: small mistakes are made in what prices, merges and stamps, one at a time, and the unit tests beside it must notice. Mistakes are made in what is loaded (`scripts/mutation/instrument.ts`), never in a file; in `db-schema` also in the SQL inside texts, which is why the script is our own. *Never ends*: it asks far more often than without the mistake; counts as noticed. *Equivalent*: nobody could notice, explained below; does not count as noticed.",
    "",
    `Last run, ${on}: ${summaryOf(tried)}.`,
    "",
    "| file | mistakes | killed | never end | equivalent | survived | score |",
    "|---|---|---|---|---|---|---|",
    ...files.map(([path, own]) => row(`\`${path}\``, countsOf(own))),
    row("all", countsOf(tried)),
    "",
    "## Survived",
    ...(alive.length === 0 ? ["None."] : alive.map(lineOf)),
    "",
    "## Equivalent",
    ...(explained.length === 0
      ? ["None."]
      : explained.map((one) => `${lineOf(one)}: ${equivalentOf(one)?.reason}`)),
    "",
  ].join("\n");
}

function lineOf({ path, line, operator, original, replacement, fate }: Tried): string {
  const name = path.split("/").slice(-1)[0];
  const unreached = fate === "never reached" ? " (no test comes by)" : "";
  return `- ${name}:${line} ${operator}: ${code(original)} → ${code(replacement)}${unreached}`;
}

const MOST = 110;
function code(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)} …` : text;
  return short === "" ? "nothing" : `\`\` ${short} \`\``;
}
