import type { Options } from "./options.ts";
import type { Results } from "./results.ts";
import { FAULTS_AT_MS } from "./run.ts";
import { table } from "./table.ts";
import { ms, ratio } from "./words.ts";

interface Verdict {
  readonly target: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** What was promised at 100 ms of round trip, and what was found. */
export function targetsTable(results: Results, options: Options): string | undefined {
  if (!options.roundTrips.includes(FAULTS_AT_MS)) return undefined;
  const verdicts = [...writes(results), ...limits(results)];
  if (verdicts.length === 0) return undefined;
  const rows = verdicts.map(({ target, found, isMet }) => [target, found, isMet ? "met" : "**missed**"]);
  return `## Targets, at 100 ms round trip\n\n${table(["wanted of (a)", "found", ""], rows)}`;
}

function writes(results: Results): Verdict[] {
  const at = (name: "ours" | "replica") => results.summary("write", name, FAULTS_AT_MS);
  const [ours, inside, replica] = [
    at("ours"),
    results.summary("writeInside", "ours", FAULTS_AT_MS),
    at("replica"),
  ];
  if (ours === undefined || inside === undefined) return [];
  const said = ({ p99, pooledP99, max }: typeof ours) =>
    `p99 ${ms(p99)} ms (of all runs together ${ms(pooledP99)}, max ${ms(max)})`;
  const verdicts = [
    { target: "write acknowledged, over HTTP: p99 ≤ 5 ms", found: said(ours), isMet: ours.p99 <= 5 },
    {
      target: "write acknowledged, inside the process: p99 ≤ 5 ms",
      found: said(inside),
      isMet: inside.p99 <= 5,
    },
  ];
  if (replica === undefined) return verdicts;
  return [
    ...verdicts,
    {
      target: "write at least 60 times as fast as (b), over HTTP",
      found: `p50 ${ratio(replica.p50, ours.p50)}, p99 ${ratio(replica.p99, ours.p99)}`,
      isMet: replica.p99 / ours.p99 >= 60,
    },
    {
      target: "the same, inside the process",
      found: `p50 ${ratio(replica.p50, inside.p50)}, p99 ${ratio(replica.p99, inside.p99)}`,
      isMet: replica.p99 / inside.p99 >= 60,
    },
  ];
}

function limits(results: Results): Verdict[] {
  const limit = (
    target: string,
    metric: Parameters<Results["summary"]>[0],
    part: "p99" | "max",
    most: number,
    syncMetric?: "sync" | "holeSync",
  ): Verdict[] => {
    const one = results.summary(metric, "ours", FAULTS_AT_MS);
    if (one === undefined) return [];
    const all = part === "p99" ? ` (of all runs together ${ms(one.pooledP99)})` : "";
    const sync = syncMetric === undefined ? undefined : results.summary(syncMetric, "ours", FAULTS_AT_MS);
    const longest = sync === undefined ? "" : ` (longest \`fdatasync\`: ${ms(sync.max)})`;
    return [{ target, found: `${ms(one[part])} ms${all}${longest}`, isMet: one[part] <= most }];
  };
  return [
    ...limit("event loop never stalls for more than 20 ms, writing", "stall", "max", 20, "sync"),
    ...limit("the same in a black hole of 60 s", "holeStall", "max", 20, "holeSync"),
    ...limit("local → cloud: p99 ≤ 300 ms", "up", "p99", 300),
    ...limit("cloud → local: p99 ≤ 1.5 s", "down", "p99", 1_500),
    ...limit("10,000 queued rows drained in ≤ 30 s", "drain", "max", 30_000),
    ...limit("board meanwhile, over HTTP: p99 ≤ 20 ms", "drainRead", "p99", 20),
    ...limit("the same, inside the process", "drainReadInside", "p99", 20),
  ];
}
