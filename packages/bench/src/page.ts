import { cpus } from "node:os";
import { countsFor } from "./counts.ts";
import { machine } from "./machine.ts";
import type { Options } from "./options.ts";
import { costTable } from "./page-costs.ts";
import { monthPart } from "./page-month.ts";
import { targetsTable } from "./page-targets.ts";
import type { Metric, Results } from "./results.ts";
import type { WifiMonth } from "./router/month.ts";
import type { Measured } from "./run.ts";
import { SUBJECTS, type SubjectName } from "./stage.ts";
import { table } from "./table.ts";
import { ms, ratio, whole } from "./words.ts";

const TITLES: Record<SubjectName, string> = {
  ours: "(a) ours",
  replica: "(b) embedded replica",
  turso: "(c) @tursodatabase/sync",
  direct: "(d) remote writes",
};

/** The whole page, as it stands in docs/performance.md. @param wifi the mirror's part of the month, when it was measured */
export function page(measured: Measured, options: Options, now: Date, wifi: WifiMonth | undefined): string {
  const { results, units } = measured;
  const parts = [
    intro(measured, options, now),
    targetsTable(results, options),
    ...options.roundTrips.map((rtt) => timesPart(results, options, rtt)),
    costTable(results, units),
    units === undefined ? undefined : monthPart(units, wifi),
    MEANING,
    UNFAIR,
  ];
  return `${parts.filter((part) => part !== undefined).join("\n\n")}\n`;
}

function intro({ missing, tookMs, rebuilds, loads }: Measured, options: Options, now: Date): string {
  const absent = [...missing].map(([name, why]) => `${TITLES[name]} is missing: ${why}.`);
  return [
    "# Performance",
    "Written by `npx pnpm@12 bench`, which also says how each number came about; do not edit.",
    `${now.toISOString().slice(0, 16).replace("T", " ")} UTC, ${machine()}. ${options.runs} runs, the four taking turns in each; seed ${options.seed}; ${Math.round(tookMs / 1_000)} s in all. Load average before the runs and at the end (ours included; the machine has ${cpus().length} cores): ${loads.map((load) => load.toFixed(1)).join(", ")}. (a)'s replica was built anew ${rebuilds} times meanwhile.${options.quick ? " **A quick run: too few values to mean anything.**" : ""}`,
    "Run again: `npx pnpm@12 bench` (everything, 5 runs), `--runs N`, `--rtt 100`, `--only write,hole` (of write, hole, visibility, board, drain, traffic, month, and router: [performance-router.md](performance-router.md)), `--quick` (few of each: whether it works), `--month`, `--seed N`, `--out file`.",
    [
      `Side by side, each with a primary, a link and processes of its own, and the same ${whole(countsFor(options.quick).historyRows)} rows of history:`,
      "- **(a) ours**: the real `local-api` with its sync agent and its replica, called over HTTP with keep-alive; *inside* is the same command in the same process, without HTTP (read, decision, write, log synced).",
      "- **(b) embedded replica** of `@libsql/client` against sqld, as its documentation shows: writes through the replica, `sync()`.",
      "- **(c) `@tursodatabase/sync`** against `tursodb --sync-server` (npm package `turso`): local writes, `push()` after each, `pull()` each second.",
      "- **(d) remote writes**: `@libsql/client` over HTTP to sqld, nothing local.",
    ].join("\n"),
    ...absent,
  ].join("\n\n");
}

interface TimeRow {
  readonly title: string;
  readonly metric: Metric;
  /** What of (a) the others are compared with; the same metric by default. */
  readonly scalar?: boolean;
}

const ROWS: readonly TimeRow[] = [
  { title: "write acknowledged", metric: "write" },
  { title: "write acknowledged, inside the process", metric: "writeInside" },
  { title: "two rows in one transaction acknowledged", metric: "pair" },
  { title: "longest stall of the event loop, writing", metric: "stall", scalar: true },
  { title: "longest `fdatasync` meanwhile", metric: "sync", scalar: true },
  { title: "local → cloud", metric: "up" },
  { title: "cloud → local", metric: "down" },
  { title: "board read", metric: "board" },
  { title: "board read, inside the process", metric: "boardInside" },
  { title: "black hole: writes answered", metric: "holeAnswered", scalar: true },
  { title: "black hole: write acknowledged", metric: "holeWrite" },
  { title: "black hole: the same, inside the process", metric: "holeWriteInside" },
  { title: "black hole: longest stall", metric: "holeStall", scalar: true },
  { title: "black hole: longest `fdatasync`", metric: "holeSync", scalar: true },
  { title: "queued rows drained", metric: "drain", scalar: true },
  { title: "board read while draining", metric: "drainRead" },
  { title: "the same, inside the process", metric: "drainReadInside" },
];

function timesPart(results: Results, options: Options, rtt: number): string {
  const rows = ROWS.flatMap((row) => {
    const cells = SUBJECTS.map((name) => cell(results, row, name, rtt));
    return cells.every((one) => one === "") ? [] : [[row.title, ...cells]];
  });
  const heading = options.roundTrips.length === 1 ? "" : `## ${rtt} ms round trip\n\n`;
  if (rows.length === 0) return "";
  return `${heading}Milliseconds, p50 / p99 (medians of the runs), and how many times (a)'s p50 / p99 that is.\n\n${table(
    ["", ...SUBJECTS.map((name) => TITLES[name])],
    rows,
  )}`;
}

function cell(results: Results, { metric, scalar = false }: TimeRow, name: SubjectName, rtt: number): string {
  const one = results.summary(metric, name, rtt);
  const said = results.said(metric, name);
  if (one === undefined) return said ?? missingCell(metric, name, results, rtt);
  if (metric === "holeAnswered") return one.p50 === 0 ? "**none**" : `yes (${one.p50} a run)`;
  const ours = name === "ours" ? undefined : results.summary(metric, "ours", rtt);
  if (scalar) {
    const times = ours === undefined ? "" : ` (${ratio(one.p50, ours.p50)})`;
    return `${ms(one.p50)}, worst ${ms(one.max)}${times}`;
  }
  const times = ours === undefined ? "" : ` (${ratio(one.p50, ours.p50)} / ${ratio(one.p99, ours.p99)})`;
  return `${ms(one.p50)} / ${ms(one.p99)}${times}${said === undefined ? "" : `; ${said}`}`;
}

/** Where there cannot be a number, why. */
function missingCell(metric: Metric, name: SubjectName, results: Results, rtt: number): string {
  const waits = name === "replica" || name === "direct";
  if (metric === "drain" && waits && results.summary("drain", "ours", rtt) !== undefined) {
    const each = results.summary("write", name, rtt)?.p50;
    return each === undefined
      ? "no queue"
      : `no queue; 10,000 writes one after the other would take ${Math.round((each * 10_000) / 60_000)} min`;
  }
  if (metric === "holeWrite" && waits && results.summary("holeWrite", "ours", rtt) !== undefined)
    return "none";
  return "";
}

const MEANING = `## What the rows mean

- **write acknowledged**: (a) one command of an evening (start, order, pause, resume, charge, end with payment; sessions of 38 commands): whole session read, decided, two or more rows and their guards written, the session as it is now answered. The others do less: one \`INSERT\` of an order. *Two rows in one transaction* (order, line in the log) is what a command writes at least; (a) has the same number in both rows.
- **longest stall**: \`monitorEventLoopDelay\` (5 ms) in the process that writes; median of the runs, worst of all. In (a) that process is local-api itself, not the caller; when its disk hangs in an \`fdatasync\`, it stands as long (only seen of (a)).
- **local → cloud**: from the beginning of the write until somebody who asks the primary every 3 ms, past the delayed link, sees its row.
- **cloud → local**: from the primary's answer to somebody else's insert until the row can be read in the shop; (a), (b) and (c) exchange once a second, (d) asks the primary again and again.
- **board read**: the statements of our board. (a) answers the board, priced, as JSON; the others run the statements and do nothing with the rows.
- **black hole**: the link accepts everything and delivers nothing, 60 s in the first run and 15 s in the others; ten writes a second are tried. A client that hung is healed with the link. The stall of (b) is as long as the hole.
- **queued rows drained**: the primary refuses connections, 10,000 rows are queued (put into the database by SQL, as 5,000 commands would have), the link returns; until the primary has the last one. The board is read every 10 ms meanwhile.
- **bytes**: both directions, as the proxy counts them, on all links of the subject (for (a) the café's heartbeat to its own database included). *Idle* is measured over 60 s at the true pace and multiplied by 60. *1,000 writes* are 400, times 2.5 (median of three), of two rows each, with the exchange each second, the idle bytes of the time taken off; *each by itself*: 50 writes with 300 ms between them, times 20.
- **rows written on the primary**: by sqld's own statistics (index entries count; that is what is billed).`;

const UNFAIR = `## Unfair, or missing

- p99 of what waits for the network is of few values a run (4 to 16): it is the slowest of them.
- (b), (c) and (d) check nothing, decide nothing and keep no derived tables; (c)'s tables have no triggers, no \`WITHOUT ROWID\` and fewer indexes, as tursodb 0.6 does not know them; its server counts no rows.
- (b), (c) and (d) exchange in the background only in rows that need it; (a) always does, and beats its hearts beside it.
- \`@libsql/client\` here is patched ([ADR 0011](adr/0011-prepared-statements-are-kept.md)); embedded replicas and remote clients are left as they are by the patch.
- All of it runs on one machine: subjects, primaries and links share its cores. What is the cloud in truth shall not take the shop's disk and processor: primaries keep their files in memory (/dev/shm, where there is room), and primaries and links run only while nothing else wants to (SCHED_IDLE, and their sessions at nice 19, where Linux has them). The link delays and does not limit bandwidth. sqld speaks the first of the two sync protocols; Turso Cloud itself is not measured.`;
