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

/**
 * Whether each write that was said to be done was applied once, each of which nobody knows at most once, and nothing else was.
 * Answers sentences about those of which this is not so.
 */
export function misapplied(
  told: readonly Told[],
  journal: ReadonlyMap<string, readonly Applied[]>,
): string[] {
  const problems: string[] = [];
  const asked = Map.groupBy(
    told.flatMap(({ intent, done }) =>
      effectsOf(intent).map((effect) => ({ ...effect, intent, isDone: done.includes(effect.name) })),
    ),
    ({ name }) => name,
  );
  for (const [name, effects] of asked) {
    const changes = journal.get(name) ?? [];
    /** Up to which change the writes so far may account for what happened: several, where nobody knows which were done. */
    let accounted = new Set([changes[0] && isOfTheShop(name) ? 1 : 0]);
    for (const { intent, isDone, expected, isThere } of effects) {
      const next = new Set<number>();
      for (const at of accounted) {
        const change = changes[at];
        const needsNone =
          isThere !== undefined && isThere === (at > 0 && changes[at - 1]?.what !== "removed");
        if (needsNone || !isDone) next.add(at);
        if (!needsNone && change && expected(change)) next.add(at + 1);
      }
      if (next.size === 0) problems.push(`${name} is done, and was not applied: ${JSON.stringify(intent)}`);
      else accounted = next;
    }
    const most = Math.max(...accounted);
    if (!accounted.has(changes.length)) {
      problems.push(`${name}: applied twice, or nobody asked for it: ${JSON.stringify(changes[most])}`);
    }
  }
  const rules = (journal.get("firewallFilter") ?? []).length;
  if (rules > 1) problems.push(`the rule against the internet was written ${rules} times`);
  return problems;
}

/** Networks, which are named by their ids, were there from the start. */
const isOfTheShop = (name: string): boolean => name.startsWith("*");

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
