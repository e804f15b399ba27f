/** Sources in which mistakes are made, and the unit tests that are to notice. */
export interface Group {
  readonly name: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
  /** The program is in texts. */
  readonly isSql?: true;
}

const session = (...names: readonly string[]) =>
  names.map((name) => `packages/domain/src/session/${name}.ts`);
const clock = (...names: readonly string[]) => names.map((name) => `apps/local-api/src/clock/${name}.ts`);

export const GROUPS: readonly Group[] = [
  {
    name: "bill",
    sources: [
      ...session("bill", "bill-totals", "bill-lines", "time-cost", "timeline", "spans", "segments", "limits"),
      ...session("closing", "voided", "place-segment", "write-down-limit", "decide-end", "decide-transfer"),
      "packages/domain/src/money/rounding.ts",
    ],
    tests: ["packages/domain/src/session/*.test.ts", "packages/domain/src/golden-vectors.test.ts"],
  },
  {
    name: "clock",
    sources: [
      ...["packages/domain/src/sync/hlc.ts", "packages/domain/src/sync/merge.ts"],
      ...clock("shop-clock", "taking-back", "clock-question", "writer-stamps"),
    ],
    tests: ["packages/domain/src/sync/*.test.ts", "apps/local-api/src/clock/*.test.ts"],
  },
  {
    name: "merge",
    sources: ["merge-statement", "triggers", "known-of-session"].map(
      (name) => `packages/db-schema/src/${name}.ts`,
    ),
    tests: ["packages/db-schema/src/schema.test.ts"],
    isSql: true,
  },
];

/** Enough for the mistakes of one file. */
const IDS_OF_A_FILE = 10_000;

const SOURCES = GROUPS.flatMap((group) =>
  group.sources.map((path) => ({ path, isSql: group.isSql === true })),
);

/** Where the numbers of a source's mistakes begin; undefined when none are made in it. */
export function targetOf(path: string): { readonly firstId: number; readonly isSql: boolean } | undefined {
  const at = SOURCES.findIndex((source) => source.path === path);
  const found = SOURCES[at];
  return found && { firstId: (at + 1) * IDS_OF_A_FILE, isSql: found.isSql };
}
