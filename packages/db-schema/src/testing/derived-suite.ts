import type { Client, InStatement } from "@libsql/client";
import { effectiveClosing } from "@mikro-dash/domain/session/closing";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidatesAfter } from "./candidates-oracle.ts";
import { aRow, column, inserting, merging, type Row, stamp } from "./rows.ts";

/** A row on its way to a table. */
export interface Arrival {
  readonly table: string;
  readonly row: Row;
}

type Draft = readonly [table: string, id: string, given: Row];

const station = fc.constantFrom("a", "b");
const instant = fc.nat(1);
const fact = (table: string, id: string, given: Row) => fc.constant<Draft>([table, id, given]);
const segment = (session: string, id: string) =>
  fc
    .tuple(station, instant)
    .map(
      ([at, t]): Draft => ["ps_session_segments", id, { session_id: session, station_id: at, started_at: t }],
    );
const register = (session: string, version: number, gone: number | null) =>
  station.map((at): Draft => ["ps_sessions", session, { station_id: at, deleted_at: gone, version }]);
/** Its writer knew so many facts, and that version of the register. */
const closing = (session: string, id: string) =>
  fc.tuple(fc.nat(8), fc.nat(2)).map(([facts, version]): Draft => {
    return [
      "ps_session_closings",
      id,
      { session_id: session, seen_facts: facts, seen_version: stamp(version), payable: 3 },
    ];
  });
const payment = (session: string, id: string) =>
  fc.constantFrom(1, 2, 3).map((amount): Draft => ["ps_payments", id, { session_id: session, amount }]);
const voiding = (session: string, what: keyof typeof TARGETS) =>
  fact("voids", `${session}-${what}`, { session_id: session, target_table: TARGETS[what] });
const TARGETS = {
  g2: "ps_session_segments",
  c1: "ps_session_closings",
  t1: "ps_session_transfers",
  o1: "ps_session_orders",
  p1: "ps_payments",
} as const;

/** Everything that may happen to one session; a part of it does, in any order. */
const lifeOf = (session: string, other: string) => {
  const mine = { session_id: session };
  const moved = { from_session_id: session, to_session_id: other, closing_id: `${session}-c1` };
  return [
    ...[register(session, 0, null), register(session, 1, null), register(session, 2, 1)],
    ...[segment(session, `${session}-g1`), segment(session, `${session}-g2`)],
    fact("ps_session_starts", `${session}-s1`, mine),
    fact("ps_session_orders", `${session}-o1`, mine),
    fact("ps_session_charges", `${session}-h1`, mine),
    ...[closing(session, `${session}-c1`), closing(session, `${session}-c2`)],
    fact("ps_session_transfers", `${session}-t1`, moved),
    ...[payment(session, `${session}-p1`), payment(session, `${session}-p2`), voiding(session, "p1")],
    ...[voiding(session, "g2"), voiding(session, "c1"), voiding(session, "t1"), voiding(session, "o1")],
  ];
};
const accepted = fc.option(fc.nat(2), { nil: null, freq: 2 });
const world = [...lifeOf("s1", "s2"), ...lifeOf("s2", "s1")].map((one) => fc.tuple(one, accepted));
const scenario = fc.record({
  drafts: fc
    .tuple(...world)
    .chain((all) => fc.shuffledSubarray(all, { minLength: 5, maxLength: all.length })),
  cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: world.length, maxLength: world.length }),
});

/** Ids begin with the run's own prefix: rows of earlier runs cannot be deleted. */
function prefixed(run: string, [table, id, { version, ...given }]: Draft, syncedAt: number | null): Arrival {
  const ids = ["session_id", "from_session_id", "to_session_id", "closing_id", "station_id"];
  const mine = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, ids.includes(name) ? `${run}${value}` : value]),
  );
  const synced_at = syncedAt === null ? null : `2026-11-22T12:00:00.00${syncedAt}Z`;
  return { table, row: aRow(table, `${run}${id}`, stamp(Number(version ?? 0)), { ...mine, synced_at }) };
}

/** The rows that are there in the end, as the domain wants to see them. */
function factsOf(stored: ReadonlyMap<string, readonly Row[]>): SessionFacts[] {
  const of = (table: string) => stored.get(table) ?? [];
  return of("ps_sessions")
    .filter((row) => row.deleted_at === null)
    .map((row) => {
      const mine = (table: string) => of(table).filter((fact) => fact.session_id === row.id);
      return {
        session: { id: row.id, stationId: row.station_id },
        segments: mine("ps_session_segments").map((g) => ({
          id: g.id,
          stationId: g.station_id,
          startedAt: g.started_at,
        })),
        closings: mine("ps_session_closings").map((c) => ({ id: c.id, updatedAt: c.updated_at })),
        transfersOut: of("ps_session_transfers")
          .filter((t) => t.from_session_id === row.id)
          .map((t) => ({ id: t.id, closingId: t.closing_id })),
        voids: of("voids").map((v) => ({ id: v.id })),
      } as unknown as SessionFacts;
    });
}

async function storedRows(client: Client, run: string): Promise<Map<string, Row[]>> {
  const tables = [
    "ps_sessions",
    "ps_session_segments",
    "ps_session_closings",
    "ps_session_transfers",
    "ps_payments",
    "voids",
  ];
  const results = await client.batch(tables.map((table) => `SELECT * FROM ${table} WHERE id LIKE '${run}%'`));
  return new Map(tables.map((table, i) => [table, (results[i]?.rows ?? []) as unknown as Row[]]));
}

/** Sessions without an effective closing, and those that a review may be about, in any order of arrival. */
export function derivedSuite(client: () => Client, numRuns: number) {
  let runs = 0;
  const play = async (drafts: readonly (readonly [Draft, number | null])[], cuts: readonly number[]) => {
    const run = `${String(++runs).padStart(4, "0")}:`;
    const arrivals = drafts.map(([one, syncedAt]) => prefixed(run, one, syncedAt));
    const statements: InStatement[] = arrivals.map(({ table, row }) => merging(table, "local", [row]));
    for (let from = 0, i = 0; from < statements.length; from += cuts[i++] ?? 1) {
      await client().batch(statements.slice(from, from + (cuts[i] ?? 1)));
    }
    return { run, arrivals };
  };

  test("given any facts in any order of arrival, then open_sessions is what the domain says, and where", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ drafts, cuts }) => {
        const { run } = await play(drafts, cuts);
        const facts = factsOf(await storedRows(client(), run));
        const expected = facts
          .filter((one) => effectiveClosing(one) === null)
          .map((one) => `${one.session.id} at ${currentStation(one)}`);
        expect(
          await column(
            client(),
            `SELECT session_id || ' at ' || station_id FROM open_sessions WHERE session_id LIKE '${run}%' ORDER BY 1`,
          ),
        ).toEqual(expected.sort());
      }),
      { numRuns },
    );
  }, 30_000);

  test("given any facts in any order of arrival, then unpaid_sessions are those where less was taken than a closing asks", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ drafts, cuts }) => {
        const { run } = await play(drafts, cuts);
        const stored = await storedRows(client(), run);
        const of = (table: string) => stored.get(table) ?? [];
        const gone = new Set(of("voids").map((row) => row.id));
        const undone = of("ps_session_transfers").filter((row) => gone.has(row.id));
        const owing = of("ps_session_closings").filter((row) => {
          if (gone.has(row.id) || undone.some((transfer) => transfer.closing_id === row.id)) return false;
          const mine = of("ps_payments").filter((paid) => paid.session_id === row.session_id);
          const taken = mine.filter((paid) => !gone.has(paid.id)).map((paid) => Number(paid.amount));
          return Number(row.payable) > taken.reduce((sum, amount) => sum + amount, 0);
        });
        const sql = `SELECT session_id FROM unpaid_sessions WHERE session_id LIKE '${run}%' ORDER BY 1`;
        const expected = [...new Set(owing.map((row) => row.session_id))].sort();
        expect(await column(client(), sql)).toEqual(expected);
      }),
      { numRuns },
    );
  }, 30_000);

  test("given any facts in any order of arrival, then review_candidates is what a plain recomputation says", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ drafts, cuts }) => {
        const { run, arrivals } = await play(drafts, cuts);
        expect(
          await column(
            client(),
            `SELECT session_id FROM review_candidates WHERE session_id LIKE '${run}%' ORDER BY 1`,
          ),
        ).toEqual(candidatesAfter(arrivals));
      }),
      { numRuns },
    );
  }, 30_000);

  describe("given a session that was moved to another one's bill", () => {
    const at = (ms: number) => `2026-11-22T12:00:00.00${ms}Z`;
    const seen = (facts: number) => ({ seen_facts: facts, seen_version: stamp(0) });
    const sourceClosed = fact("ps_session_closings", "source-c1", { session_id: "source", ...seen(0) });
    const paidByTarget = fact("ps_session_closings", "target-c1", { session_id: "target", ...seen(1) });
    const moved = fact("ps_session_transfers", "source-t1", {
      ...{ from_session_id: "source", to_session_id: "target", closing_id: "source-c1" },
    });
    const undone = (what: "t1" | "c1") => voiding("source", what);
    const opened = fact("ps_sessions", "source", { station_id: "a" });
    const after = async (...drafts: readonly (readonly [fc.Arbitrary<Draft>, number])[]) => {
      const run = `moved-${++runs}:`;
      for (const [one, ms] of drafts) {
        const [table, id, given] = fc.sample(one, 1)[0] ?? ["", "", {}];
        const { row } = prefixed(run, [table, id, given], null);
        await client().execute(merging(table, "local", [{ ...row, synced_at: at(ms) }]));
      }
      const of = (table: string) =>
        column(client(), `SELECT session_id FROM ${table} WHERE session_id LIKE '${run}%' ORDER BY 1`);
      const named = (ids: readonly string[]) => ids.map((id) => id.slice(run.length));
      return { open: named(await of("open_sessions")), candidates: named(await of("review_candidates")) };
    };

    test("when the transfer alone is voided, before or after it arrives, then the source is open again", async () => {
      const { open } = await after([opened, 1], [sourceClosed, 1], [moved, 1], [undone("t1"), 2]);
      const early = await after([opened, 1], [undone("t1"), 1], [sourceClosed, 1], [moved, 2]);
      expect([open, early.open]).toEqual([["source"], ["source"]]);
    });

    for (const what of ["t1", "c1"] as const) {
      test(`when ${what} is voided after the target paid for it, then both bills are looked at, in either order of arrival`, async () => {
        const late = await after([moved, 1], [sourceClosed, 1], [paidByTarget, 2], [undone(what), 3]);
        // A source whose closing is voided is open: no bill of its own to look at.
        const expected = what === "t1" ? ["source", "target"] : ["target"];
        expect(late.candidates).toEqual(expected);
        const early = await after([moved, 1], [sourceClosed, 1], [undone(what), 3], [paidByTarget, 2]);
        expect(early.candidates).toEqual(expected);
      });
    }

    test("when all of it came before the target paid, then nobody has to look at the target's bill", async () => {
      const { candidates } = await after([moved, 1], [sourceClosed, 1], [paidByTarget, 2]);
      expect(candidates).toEqual([]);
    });
  });

  describe("given a closing whose writer knew two facts of the session", () => {
    const facts = ["g1", "g2"].map((id) =>
      fact("ps_session_segments", id, { session_id: "s", station_id: "a", started_at: 0 }),
    );
    const known = [fact("ps_sessions", "s", { station_id: "a" }), ...facts];
    const closed = fact("ps_session_closings", "c1", {
      ...{ session_id: "s", seen_facts: 2, seen_version: stamp(0) },
    });
    const order = fact("ps_session_orders", "o1", { session_id: "s" });
    const after = async (drafts: readonly fc.Arbitrary<Draft>[]) => {
      const run = `seen-${++runs}:`;
      for (const one of drafts) {
        const [table, id, given] = fc.sample(one, 1)[0] ?? ["", "", {}];
        await client().execute(merging(table, "primary", [prefixed(run, [table, id, given], null).row]));
      }
      const sql = `SELECT session_id FROM review_candidates WHERE session_id LIKE '${run}%'`;
      return (await column(client(), sql)).map((id) => id.slice(run.length));
    };

    test("when all of it is read for the first time, in any order, then nobody has to look at its bill", async () => {
      expect(await after([...known, closed])).toEqual([]);
      expect(await after([closed, ...known])).toEqual([]);
    });

    test("when another writer's order was there before it, or comes after it, then its bill is looked at", async () => {
      expect(await after([...known, order, closed])).toEqual(["s"]);
      expect(await after([...known, closed, order])).toEqual(["s"]);
      expect(await after([closed, order, ...known])).toEqual(["s"]);
    });

    test("when another writer's newer limit was there before it, or comes after it, then its bill is looked at", async () => {
      const limited = fact("ps_sessions", "s", { station_id: "a", timer_minutes: 5, version: 1 });
      expect(await after([...known, limited, closed])).toEqual(["s"]);
      expect(await after([...known, closed, limited])).toEqual(["s"]);
    });
  });

  describe("given sales of vouchers", () => {
    test("when a code is sold again, then it is remembered as sold twice, once", async () => {
      const sale = (id: string, code: string) =>
        inserting("voucher_sales", aRow("voucher_sales", id, stamp(1), { code }));
      await client().batch([sale("v1", "AAAA22"), sale("v2", "BBBB22"), sale("v1", "AAAA22")]);
      expect(await column(client(), "SELECT code FROM sold_twice")).toEqual([]);
      await client().batch([sale("v3", "BBBB22"), sale("v4", "BBBB22")]);
      expect(await column(client(), "SELECT code FROM sold_twice")).toEqual(["BBBB22"]);
    });
  });
}
