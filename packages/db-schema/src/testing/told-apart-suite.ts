import type { Client } from "@libsql/client";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Draft, fact, prefixed, voiding } from "./drafts.ts";
import { aRow, column, inserting, merging, stamp } from "./rows.ts";

/** What one writer did not know of another: bills to be looked at, sessions that are open again, codes sold twice. */
export function toldApartSuite(client: () => Client) {
  let runs = 0;

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

    test.each([
      ["order", fact("ps_session_orders", "o1", { session_id: "s" })],
      ["charge", fact("ps_session_charges", "h1", { session_id: "s" })],
      ["correction of the start", fact("ps_session_starts", "s1", { session_id: "s" })],
    ])(
      "when another writer's %s was there before it, or comes after it, then its bill is looked at",
      async (_, other) => {
        expect(await after([...known, other, closed])).toEqual(["s"]);
        expect(await after([...known, closed, other])).toEqual(["s"]);
        expect(await after([closed, other, ...known])).toEqual(["s"]);
      },
    );

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
