import type { MeasuredUnits } from "./month.ts";
import type { Metric, Results } from "./results.ts";
import { SUBJECTS } from "./stage.ts";
import { table } from "./table.ts";
import { bytes, ratio, whole } from "./words.ts";

const ROWS: readonly { title: string; metric: Metric; say: (value: number) => string }[] = [
  { title: "an hour idle, a page open", metric: "idleOpen", say: bytes },
  { title: "an hour idle, shop closed", metric: "idleClosed", say: bytes },
  { title: "1,000 writes at once", metric: "burstBytes", say: bytes },
  { title: "1,000 writes, each by itself", metric: "singleBytes", say: bytes },
  {
    title: "rows written on the primary for one write",
    metric: "rowsWritten",
    say: (rows) => rows.toFixed(1),
  },
];

/** What it costs on the wire and on the primary. */
export function costTable(results: Results, units: MeasuredUnits | undefined): string | undefined {
  const rows = ROWS.flatMap(({ title, metric, say }) => {
    const ours = results.summary(metric, "ours", 0)?.p50;
    const cells = SUBJECTS.map((name) => {
      const value = results.summary(metric, name, 0)?.p50;
      if (value === undefined) return results.said(metric, name) ?? "";
      return name === "ours" || ours === undefined ? say(value) : `${say(value)} (${ratio(value, ours)})`;
    });
    return cells.every((cell) => cell === "") ? [] : [[title, ...cells]];
  });
  if (rows.length === 0) return undefined;
  const head = ["", "(a) ours", "(b) embedded replica", "(c) @tursodatabase/sync", "(d) remote writes"];
  return ["## On the wire and on the primary", table(head, rows), ...commands(units)].join("\n\n");
}

function commands(units: MeasuredUnits | undefined): string[] {
  if (units === undefined) return [];
  const rows = Object.entries(units.commands).map(([kind, cost]) => [
    kind,
    whole(cost.rowsWritten),
    whole(cost.rowsRead),
    cost.frames.toFixed(1),
    bytes(cost.wireBytes),
  ]);
  return [
    "Each command of ours when it is pushed by itself:",
    table(["command", "rows written", "rows read", "frames of the log", "bytes on the wire"], rows),
  ];
}
