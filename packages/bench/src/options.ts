import { parseArgs } from "node:util";

export const ROWS = ["write", "hole", "visibility", "board", "drain", "traffic", "month"] as const;
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
}

export const USAGE = `pnpm bench [--runs N] [--quick] [--only row[,row]] [--rtt ms[,ms]] [--month] [--seed N] [--out file]
  rows: ${ROWS.join(", ")}
  A whole run (every row, not --quick) writes docs/performance.md; any other one only prints, unless --out names a file.`;

export class WrongOption extends Error {}

/** @throws WrongOption with a sentence */
export function readOptions(args: readonly string[], page: string, now: number): Options {
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
  const isWhole = !quick && only === undefined && values.rtt === undefined;
  return {
    ...{ quick, rows },
    runs: wholeNumber("--runs", values.runs ?? (quick ? "1" : "5"), 1),
    roundTrips: (values.rtt ?? (quick ? "100" : "0,100,300"))
      .split(",")
      .map((text) => wholeNumber("--rtt", text, 0)),
    seed: wholeNumber("--seed", values.seed ?? String(now % 1_000_000), 0),
    out: values.out ?? (isWhole ? page : undefined),
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
