import { cpus } from "node:os";
import { machine } from "../machine.ts";
import { syncedBytesOf } from "../month.ts";
import type { Options } from "../options.ts";
import { quantile } from "../statistics.ts";
import { table } from "../table.ts";
import { bytes, ms, whole } from "../words.ts";
import type { CycleCost, Cycles } from "./cycles.ts";
import type { RouterMeasured } from "./measure-router.ts";
import { steadyMonth } from "./month.ts";
import { wifiMonthPart } from "./page-router-month.ts";
import { routerTargets } from "./page-router-targets.ts";
import { routerMeaning } from "./page-router-words.ts";
import type { Steady } from "./steady.ts";

/** The whole page of the router's mirror, as it stands in docs/performance-router.md. */
export function routerPage(measured: RouterMeasured, options: Options, now: Date): string {
  const parts = [
    intro(measured, options, now),
    routerTargets(measured),
    steadyPart(measured),
    cyclesPart(measured.cycles),
    loginsPart(measured),
    wifiMonthPart(measured),
    routerMeaning(measured.counts),
  ];
  return `${parts.join("\n\n")}\n`;
}

function intro({ tookMs, loads }: RouterMeasured, options: Options, now: Date): string {
  return [
    "# Performance of the router's mirror",
    "Written by `npx pnpm@12 bench`, which also says how each number came about; do not edit. The shop's own part is in [performance.md](performance.md).",
    `${now.toISOString().slice(0, 16).replace("T", " ")} UTC, ${machine()}. Seed ${options.seed}; ${Math.round(tookMs / 1_000)} s in all. Load average before and at the end (ours included; the machine has ${cpus().length} cores): ${loads.map((load) => load.toFixed(1)).join(", ")}.${options.quick ? " **A quick run: too few values to mean anything.**" : ""}`,
    "Run again: `npx pnpm@12 bench --only router` prints this part, `--quick` does little of each; `--seed N`, `--out file`.",
    [
      "Everything is real: `apps/router-mirror` as a process of its own with the memory that `start` and systemd give it, the router simulator over a socket, sqld, edge-api in workerd. Beside it, in the same run, a **naive mirror**: it reads the whole router each time and upserts every row. *Two databases*: the caches have one of their own, which nobody replicates; *one*: they are in the shop's, of which an embedded replica fetches every frame.",
    ].join("\n"),
  ].join("\n\n");
}

const NAMES: Readonly<Record<Steady["keeper"], string>> = { mirror: "the mirror", naive: "naive" };
const PLACES: Readonly<Record<Steady["place"], string>> = { own: "two", main: "one" };

function steadyPart({ steady, counts }: RouterMeasured): string {
  const { vouchers, active, windowMs } = counts.steady;
  const rows = steady.map((one) => {
    const { spent, lookMs } = one;
    const month = steadyMonth(one);
    const minutes = spent.ms / 60_000;
    return [
      `${NAMES[one.keeper]}, ${PLACES[one.place]}`,
      `${ms(quantile(lookMs, 0.5))} / ${ms(quantile(lookMs, 1))}`,
      ms(spent.cpuMs / spent.looks),
      bytes(one.peakRssBytes),
      bytes(spent.routerBytes / minutes),
      whole(spent.rowsWritten),
      whole(spent.framesSent),
      whole(month.rowsWritten),
      bytes(month.replicaBytes),
    ];
  });
  return [
    `## ${whole(vouchers)} vouchers, ${active} active, at the true pace`,
    `${Math.round(windowMs / 1_000)} s of a café in which nobody comes or goes and everybody's counters move, all four at the same time; a month is that, times how often it goes into 30 days.`,
    table(
      [
        "program, databases",
        "a look: ms, median / longest",
        "CPU ms a look",
        "RSS at most",
        "read from the router a minute",
        "rows written",
        "frames to the replica",
        "rows a month",
        "replica bytes a month",
      ],
      rows,
    ),
  ].join("\n\n");
}

function cyclesPart(cycles: readonly Cycles[]): string {
  const rows = cycles.flatMap((one) => [
    [whole(one.vouchers), whole(one.active), "idle", ...costCells(one.idle), bytes(one.peakRssBytes)],
    ["", "", "full list, one is new", ...costCells(one.full), ""],
    ...(one.logins === null ? [] : [["", "", `${one.active} log in at once`, ...costCells(one.logins), ""]]),
    [
      ...["", "", "first, caches empty", ms(one.first.wallMs), "", "", whole(one.first.rowsWritten)],
      ...[bytes(syncedBytesOf(one.first)), ""],
    ],
    ["", "", "**naive**, each", ...costCells(one.naive), bytes(one.naive.peakRssBytes)],
  ]);
  return [
    "## Cycles",
    "What one look costs, and what follows from it. Replica bytes are those of one database; with two there are none.",
    table(
      [
        ...["vouchers", "active", "look", "wall ms", "CPU ms", "read from the router", "rows written"],
        ...["replica bytes, one database", "RSS at most"],
      ],
      rows,
    ),
  ].join("\n\n");
}

const costCells = (cost: CycleCost): string[] => [
  ms(cost.wallMs),
  ms(cost.cpuMs),
  bytes(cost.routerBytes),
  whole(cost.rowsWritten),
  bytes(syncedBytesOf(cost)),
];

function loginsPart({ logins, counts }: RouterMeasured): string {
  const said = [0.5, 0.99, 1].map((share) => `${(quantile(logins, share) / 1_000).toFixed(1)} s`);
  return [
    "## A new login, seen through edge-api",
    `${logins.length} people log in at instants drawn by chance from ${Math.round(counts.logins.overMs / 1_000)} s, beside ${counts.logins.active} who are online; a phone asks edge-api again and again. From the login at the router until the answer that has the session: p50 ${said[0]}, p99 ${said[1]}, longest ${said[2]}. The mirror looks every ${counts.logins.intervalMs / 1_000} s; a phone that asks every 10 s adds up to that.`,
  ].join("\n\n");
}
