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

const SESSIONS = ["s1", "s2", "s3"];
const session = fc.constantFrom(...SESSIONS);
const station = fc.constantFrom("a", "b");
const n = fc.nat(2);
const accepted = fc.option(fc.nat(3), { nil: null });

type Draft = readonly [table: string, id: string, given: Row];
const draft = fc.oneof(
  fc
    .tuple(session, n, station, n)
    .map(
      ([s, i, at, t]): Draft => [
        "ps_session_segments",
        `${s}-g${i}`,
        { session_id: s, station_id: at, started_at: t },
      ],
    ),
  fc.tuple(session, n).map(([s, i]): Draft => ["ps_session_closings", `${s}-c${i}`, { session_id: s }]),
  fc
    .tuple(session, session, n)
    .map(
      ([s, to, i]): Draft => [
        "ps_session_transfers",
        `${s}-t${i}`,
        { from_session_id: s, to_session_id: to, closing_id: `${s}-c${i}` },
      ],
    ),
  fc
    .tuple(session, fc.constantFrom("g", "c", "t", "o"), n)
    .map(
      ([s, what, i]): Draft => [
        "voids",
        `${s}-${what}${i}`,
        { session_id: s, target_table: TARGET[what] ?? null },
      ],
    ),
  fc.tuple(session, n).map(([s, i]): Draft => ["ps_session_orders", `${s}-o${i}`, { session_id: s }]),
  fc.tuple(session, n).map(([s, i]): Draft => ["ps_session_starts", `${s}-s${i}`, { session_id: s }]),
  fc.tuple(session, n).map(([s, i]): Draft => ["ps_session_charges", `${s}-h${i}`, { session_id: s }]),
  fc
    .tuple(session, n, station, fc.option(fc.constant(1), { nil: null, freq: 6 }))
    .map(
      ([s, version, at, gone]): Draft => ["ps_sessions", s, { station_id: at, deleted_at: gone, version }],
    ),
);
const TARGET: Readonly<Record<string, string>> = {
  ...{
    g: "ps_session_segments",
    c: "ps_session_closings",
    t: "ps_session_transfers",
    o: "ps_session_orders",
  },
};

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
    "voids",
  ];
  const results = await client.batch(tables.map((table) => `SELECT * FROM ${table} WHERE id LIKE '${run}%'`));
  return new Map(tables.map((table, i) => [table, (results[i]?.rows ?? []) as unknown as Row[]]));
}

/** Sessions without an effective closing, and those that a review may be about, in any order of arrival. */
export function derivedSuite(client: () => Client) {
  let runs = 0;
  const scenario = fc.record({
    drafts: fc.array(fc.tuple(draft, accepted), { minLength: 4, maxLength: 28 }),
    cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 28, maxLength: 28 }),
  });
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
      { numRuns: 60 },
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
      { numRuns: 60 },
    );
  }, 30_000);

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
