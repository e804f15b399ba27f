import { parseArgs } from "node:util";

export const ROWS = ["write", "hole", "visibility", "board", "drain", "traffic", "month", "router"] as const;
export type RowName = (typeof ROWS)[number];

export interface Options {
  readonly runs: number;
  readonly quick: boolean;
  readonly rows: readonly RowName[];
  /** Milliseconds of a round trip. */
  readonly roundTrips: readonly number[];
  readonly seed: number;
  /** Where the page goes; undefined: to the terminal only. */
  readonly out: string | undefined;
  /** The same for the page about the router's mirror. */
  readonly routerOut: string | undefined;
}

export const USAGE = `pnpm bench [--runs N] [--quick] [--only row[,row]] [--rtt ms[,ms]] [--month] [--seed N] [--out file]
  rows: ${ROWS.join(", ")}
  A whole run (every row, not --quick) writes docs/performance.md and docs/performance-router.md;
  any other one only prints, unless --out names a file (for the page of --only router, or that of the others).`;

export class WrongOption extends Error {}

/** Where a whole run writes. */
export interface Pages {
  readonly shop: string;
  readonly router: string;
}

/** @throws WrongOption with a sentence */
export function readOptions(args: readonly string[], pages: Pages, now: number): Options {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      ...{ runs: { type: "string" }, only: { type: "string" }, rtt: { type: "string" } },
      ...{ seed: { type: "string" }, out: { type: "string" } },
      ...{ quick: { type: "boolean", default: false }, month: { type: "boolean", default: false } },
    },
  });
  const { quick } = values;
  const only = values.month ? "month" : values.only;
  const rows = only === undefined ? ROWS : only.split(",").map(rowNamed);
  const isRouterOnly = rows.every((row) => row === "router");
  const isWhole = !quick && only === undefined && values.rtt === undefined;
  return {
    ...{ quick, rows },
    runs: wholeNumber("--runs", values.runs ?? (quick ? "1" : "5"), 1),
    roundTrips: (values.rtt ?? (quick ? "100" : "0,100,300"))
      .split(",")
      .map((text) => wholeNumber("--rtt", text, 0)),
    seed: wholeNumber("--seed", values.seed ?? String(now % 1_000_000), 0),
    out: isRouterOnly ? undefined : (values.out ?? (isWhole ? pages.shop : undefined)),
    routerOut: isRouterOnly ? values.out : isWhole && values.out === undefined ? pages.router : undefined,
  };
}

function rowNamed(text: string): RowName {
  const row = ROWS.find((name) => name === text.trim());
  if (row === undefined) throw new WrongOption(`--only knows ${ROWS.join(", ")}, not "${text}".`);
  return row;
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= least) return number;
  throw new WrongOption(`${name} is "${text}"; allowed is a whole number from ${least} on.`);
}
