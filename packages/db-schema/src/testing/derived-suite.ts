import type { Client, InStatement } from "@libsql/client";
import { effectiveClosing } from "@mikro-dash/domain/session/closing";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import fc from "fast-check";
import { expect, test } from "vitest";
import { candidatesAfter } from "./candidates-oracle.ts";
import { type Draft, prefixed, scenario } from "./drafts.ts";
import { column, merging, type Row } from "./rows.ts";

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
}
