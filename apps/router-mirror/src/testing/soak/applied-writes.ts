import type { Intent, Told } from "./intents.ts";

/** One change of a row that the router made, as its flash has it. */
interface Applied {
  readonly what: "added" | "set" | "removed";
  readonly row: Readonly<Record<string, string>>;
}

type Line = readonly [table: string, id: string | readonly string[], row?: Record<string, string> | null];

/** Everything in the router's flash happened in this order; what the writer touches, by what it calls it. */
export function readJournal(text: string): Map<string, Applied[]> {
  const rows = new Map<string, Record<string, string>>();
  const changes = new Map<string, Applied[]>();
  for (const line of text.split("\n").filter(Boolean)) {
    const [table, id, row] = JSON.parse(line) as Line;
    if (typeof id !== "string") continue;
    const key = `${table} ${id}`;
    const before = rows.get(key);
    if (row) rows.set(key, row);
    else rows.delete(key);
    const name = nameOf(table, id, row ?? before ?? {});
    const what = !row ? "removed" : before ? "set" : "added";
    const applied = changes.get(name) ?? [];
    applied.push({ what, row: row ?? {} });
    changes.set(name, applied);
  }
  return changes;
}

function nameOf(table: string, id: string, row: Record<string, string>): string {
  if (table === "hotspotUsers") return row.name ?? id;
  if (table === "wireless") return id;
  return table === "addressList" ? (row.comment ?? id) : table;
}

const RULE = "firewallFilter";

/**
 * Whether each write that was said to be done was applied once, each of which nobody knew at most once, and nothing else was.
 * Answers sentences about those of which this is not so.
 */
export function misapplied(
  told: readonly Told[],
  journal: ReadonlyMap<string, readonly Applied[]>,
): string[] {
  const problems: string[] = [];
  const left = new Map([...journal].map(([name, changes]) => [name, [...changes]]));
  const present = new Set<string>();
  // What the router had from the start.
  for (const [name, changes] of left) if (/^\*\d+$/.test(name)) changes.shift();
  for (const { intent, done } of told) {
    for (const { name, expected, isThere } of effectsOf(intent)) {
      if (isThere !== undefined && present.has(name) === isThere) continue;
      const queue = left.get(name) ?? [];
      const isApplied = queue[0] !== undefined && expected(queue[0]);
      if (isApplied) queue.shift();
      else if (done.includes(name))
        problems.push(`${JSON.stringify(intent)}: ${name} is done, and was not applied`);
      if (isApplied && isThere === true) present.add(name);
      if (isApplied && isThere === false) present.delete(name);
    }
  }
  const written = new Set(told.flatMap(({ intent }) => effectsOf(intent).map(({ name }) => name)));
  for (const name of written) {
    const rest = left.get(name) ?? [];
    if (rest.length > 0)
      problems.push(`${name}: applied and not asked for, or twice: ${JSON.stringify(rest[0])}`);
  }
  const rules = (journal.get(RULE) ?? []).length;
  if (rules > 1) problems.push(`the rule against the internet was written ${rules} times`);
  return problems;
}

interface Effect {
  readonly name: string;
  readonly expected: (change: Applied) => boolean;
  /** Whether it is there afterwards; one that is so already needs no change. */
  readonly isThere?: boolean;
}

function effectsOf(intent: Intent): Effect[] {
  const is = (what: Applied["what"], column?: string, value?: string) => (change: Applied) =>
    change.what === what && (column === undefined || change.row[column] === value);
  switch (intent.kind) {
    case "create":
      return intent.codes.map((name) => ({ name, expected: is("added"), isThere: true }));
    case "extend":
    case "disable":
      return [{ name: intent.code, expected: is("set", "limit-bytes-total", String(intent.bytesLimit)) }];
    case "delete":
      return intent.codes.map((name) => ({ name, expected: is("removed"), isThere: false }));
    case "rename": {
      const ssid = Buffer.from(intent.ssid, "utf8").toString("latin1");
      return [{ name: intent.network, expected: is("set", "configuration.ssid", ssid) }];
    }
    case "internet": {
      const what = intent.allowed ? "removed" : "added";
      return [{ name: intent.mac, expected: is(what), isThere: !intent.allowed }];
    }
    case "disconnect":
      return [];
  }
}
