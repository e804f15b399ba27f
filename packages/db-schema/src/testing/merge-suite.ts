import { readFileSync } from "node:fs";
import type { Client } from "@libsql/client";
import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { mergeFact, mergeRegister } from "@mikro-dash/domain/sync/merge";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markAccepted, rowsAfter, unsentRows } from "../merge-statement.ts";
import { allRows, aRow, column, merge, merging, type Row, stamp, tableNamed } from "./rows.ts";

const vectors: { name: string; arrivals: { updatedAt: string; value: string }[]; expected: string }[] =
  JSON.parse(readFileSync(new URL("../../../../fixtures/merge.json", import.meta.url), "utf8"));

let drawn = 0;
/** Ids that no other test uses: rows cannot be deleted. */
const fresh = (prefix: string) => `${prefix}-${String(++drawn).padStart(6, "0")}`;

/** The one merge rule in SQL, in both directions, against the pure one of the domain. */
export function mergeSuite(client: () => Client) {
  describe("given versions of one register row, when they are merged", () => {
    for (const { name, arrivals, expected } of vectors) {
      for (const target of ["primary", "local"] as const) {
        test(`into ${target} (${name}), then ${expected} holds`, async () => {
          const id = fresh("vector");
          for (const { updatedAt, value } of arrivals) {
            await merge(client(), "settings", target, [aRow("settings", id, updatedAt, { value })]);
          }
          expect(await column(client(), `SELECT value FROM settings WHERE id = '${id}'`)).toEqual([expected]);
        });
      }
    }
  });

  const version = fc.record({
    key: fc.constantFrom("a", "b", "c"),
    at: fc.nat(4),
    node: fc.constantFrom("aaaaaaaa", "zzzzzzzz"),
  });
  const arrivals = fc.array(version, { minLength: 1, maxLength: 14 });
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 14, maxLength: 14 });

  for (const [kind, table] of [
    ["register", "settings"],
    ["fact", "shifts"],
    ["verdict", "voids"],
  ] as const) {
    for (const target of ["primary", "local"] as const) {
      test(`given versions of ${kind}s in any order and any batches, when merged into ${target}, then the domain's merge holds`, async () => {
        await fc.assert(
          fc.asyncProperty(arrivals, sizes, async (versions, cuts) => {
            const run = fresh(target);
            const rows = versions.map(({ key, at, node }) => {
              const updatedAt = stamp(at, node);
              const content = { [{ register: "value", fact: "opened_by", verdict: "by" }[kind]]: updatedAt };
              return aRow(table, `${run}-${key}`, updatedAt, content);
            });
            const expected = new Map<unknown, Row & { updatedAt: HlcStamp }>();
            for (const row of rows) {
              const mine = expected.get(row.id);
              const theirs = { ...row, updatedAt: row.updated_at as HlcStamp };
              expected.set(row.id, kind === "fact" ? mergeFact(mine, theirs) : mergeRegister(mine, theirs));
            }
            for (let from = 0, i = 0; from < rows.length; from += cuts[i++] ?? 1) {
              await merge(client(), table, target, rows.slice(from, from + (cuts[i] ?? 1)));
            }
            const { rows: stored } = await client().execute(
              `SELECT id, updated_at FROM ${table} WHERE id LIKE '${run}-%' ORDER BY id`,
            );
            expect(stored.map((row) => [row.id, row.updated_at])).toEqual(
              [...expected.values()].map((row) => [row.id, row.updated_at]).sort(),
            );
          }),
          { numRuns: 25 },
        );
      });
    }
  }

  describe("given the primary, when it accepts rows", () => {
    const accept = async (table: string, ...ids: string[]) => {
      await merge(
        client(),
        table,
        "primary",
        ids.map((id) => aRow(table, id, stamp(1), { synced_at: "1999-12-31T23:59:59.999Z" })),
      );
      return column(client(), `SELECT synced_at FROM ${table} ORDER BY synced_at DESC LIMIT ${ids.length}`);
    };

    test("then one statement has one instant, the primary's own, and later ones a greater one", async () => {
      const [first, same] = await accept("cash_movements", "1", "2");
      expect(same).toBe(first);
      expect(first).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      let last = String(first);
      for (let i = 0; i < 30; i++) {
        const [next] = await accept("cash_movements", `next-${i}`);
        expect(String(next) > last, `${next} after ${last}`).toBe(true);
        last = String(next);
      }
    });

    test("when statements share a ms, in one batch, then each has its own instant", async () => {
      const ids = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, "0"));
      const row = (id: string) => aRow("stock_movements", id, stamp(1));
      await client().batch(ids.map((id) => merging("stock_movements", "primary", [row(id)])));
      const stored = await column(client(), "SELECT synced_at FROM stock_movements ORDER BY id");
      expect(new Set(stored).size).toBe(40);
      expect(stored.toSorted()).toEqual(stored);
    });

    test("when its clock stepped back, then the instants go on from the greatest one", async () => {
      const future = "2098-12-31T23:59:59.999Z";
      await merge(client(), "expenses", "local", [aRow("expenses", "f", stamp(1), { synced_at: future })]);
      const insert = aRow("expenses", "a", stamp(1));
      await merge(client(), "expenses", "primary", [insert]);
      await merge(client(), "expenses", "primary", [aRow("expenses", "f", stamp(2))]);
      expect(
        await column(client(), "SELECT id || ' ' || synced_at FROM expenses ORDER BY synced_at"),
      ).toEqual(["a 2099-01-01T00:00:00.000Z", "f 2099-01-01T00:00:00.001Z"]);
    });

    test("when a stale version arrives, then neither the row nor its instant changes", async () => {
      const id = fresh("stale");
      await merge(client(), "settings", "primary", [aRow("settings", id, stamp(5), { value: "new" })]);
      const before = await column(client(), `SELECT synced_at FROM settings WHERE id = '${id}'`);
      expect(
        await merge(client(), "settings", "primary", [aRow("settings", id, stamp(4), { value: "old" })]),
      ).toBe(0);
      expect(await column(client(), `SELECT synced_at FROM settings WHERE id = '${id}'`)).toEqual(before);
    });
  });

  test("given a puller, when it reads page by page between accepted batches, then it sees every version's row and skips none", async () => {
    const table = "staff"; // nobody else's: the cursor begins at the beginning
    const step = fc.oneof(
      fc.record({ push: fc.array(fc.nat(8), { minLength: 1, maxLength: 4 }) }),
      fc.record({ pull: fc.integer({ min: 1, max: 3 }) }),
    );
    let clock = 0;
    let cursor: [string, string] = ["", ""];
    const mine = new Map<string, string>();
    const pull = async (limit: number) => {
      const { rows } = await client().execute({
        sql: rowsAfter(tableNamed(table)),
        args: [...cursor, limit],
      });
      for (const row of rows) {
        const next: [string, string] = [String(row.synced_at), String(row.id)];
        expect(next.join() > cursor.join()).toBe(true);
        cursor = next;
        const [id, updatedAt] = JSON.parse(String(row.row));
        mine.set(id, updatedAt);
      }
      return rows.length;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const one of steps) {
          if ("pull" in one) await pull(one.pull);
          else {
            const ids = [...new Set(one.push)];
            const rows = ids.map((id) => aRow(table, `person-${id}`, stamp(++clock), { role: "cashier" }));
            await merge(client(), table, "primary", rows);
          }
        }
        while ((await pull(2)) > 0);
        const stored = await allRows(client(), table);
        expect([...mine].sort()).toEqual(stored.map((row) => [row.id, row.updated_at]));
      }),
      { numRuns: 15 },
    );
  });

  describe("given unsent rows", () => {
    const table = tableNamed("ps_menu_items");
    const unsent = async (limit: number) =>
      (await client().execute({ sql: unsentRows(table), args: [limit] })).rows;
    const seeded = [3, 1, 2].map((n) =>
      aRow(table.name, `item-${4 - n}`, stamp(n), {
        name: `"'\\\n${4 - n}`,
        name_ar: "شاي ☕️ 𝟛",
        price: 9_007_199_254_740_991,
      }),
    );

    test("when they are read, then they come in the order of the index and a row survives the way there and back", async () => {
      await merge(client(), table.name, "local", seeded);
      const rows = await unsent(10);
      expect(rows.map((row) => row.id)).toEqual(["item-1", "item-2", "item-3"]);
      expect((await unsent(2)).map((row) => row.id)).toEqual(["item-1", "item-2"]);
      const [first] = await allRows(client(), table.name);
      expect(JSON.parse(String(rows[0]?.row))).toEqual(table.columns.map((name) => first?.[name]));
      expect(first?.name).toBe(`"'\\\n1`);
    });

    test("when some changed while they were sent, then only the unchanged ones become clean", async () => {
      const sent = (await unsent(10)).map((row) => [row.id, row.updated_at]);
      await merge(client(), table.name, "local", [aRow(table.name, "item-2", stamp(9))]);
      const accepted = "2026-11-22T12:00:00.000Z";
      await client().execute({ sql: markAccepted(table), args: [accepted, JSON.stringify(sent)] });
      expect(await column(client(), "SELECT synced_at FROM ps_menu_items ORDER BY id")).toEqual([
        accepted,
        null,
        accepted,
      ]);
      expect((await unsent(10)).map((row) => row.id)).toEqual(["item-2"]);
    });

    test("when they come back from the primary by another way, then they stay as they are, and clean ones keep their instant", async () => {
      const pulled = seeded.map((row) => ({ ...row, synced_at: "2026-11-22T13:00:00.000Z" }));
      expect(await merge(client(), table.name, "local", pulled)).toBe(0);
    });
  });
}
