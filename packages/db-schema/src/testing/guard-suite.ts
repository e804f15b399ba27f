import type { Client } from "@libsql/client";
import { describe, expect, test } from "vitest";
import { aRow, column, inserting, merge, stamp } from "./rows.ts";

/** The net below every writer, whatever statement it sends. */
export function guardSuite(client: () => Client) {
  const execute = (sql: string) => client().execute(sql);
  const setting = (id: string, n: number, value: string) =>
    inserting("settings", aRow("settings", id, stamp(n), { value }));
  const settingNow = async (id: string) =>
    (await column(client(), `SELECT value FROM settings WHERE id = '${id}'`))[0];

  describe("given a register row", () => {
    test("when a stale or equal version is inserted or updated, then it stays as it is", async () => {
      await client().batch([setting("guarded", 5, "held"), setting("guarded", 5, "equal")]);
      await client().execute(setting("guarded", 4, "stale"));
      await execute(`UPDATE settings SET value = 'x', updated_at = '${stamp(5)}' WHERE id = 'guarded'`);
      await execute("UPDATE settings SET value = 'without a new stamp' WHERE id = 'guarded'");
      await execute("UPDATE settings SET deleted_at = 1 WHERE id = 'guarded'");
      expect(await settingNow("guarded")).toBe("held");
      await execute(`UPDATE settings SET value = 'newer', updated_at = '${stamp(6)}' WHERE id = 'guarded'`);
      expect(await settingNow("guarded")).toBe("newer");
    });

    test("when it is marked accepted, then no newer stamp is needed", async () => {
      await client().execute(setting("sent", 1, "x"));
      await execute("UPDATE settings SET synced_at = '2026-11-22T12:00:00.000Z' WHERE id = 'sent'");
      expect(await column(client(), "SELECT synced_at FROM settings WHERE id = 'sent'")).toEqual([
        "2026-11-22T12:00:00.000Z",
      ]);
    });

    test("when one statement has stale rows and new ones, then the new ones are kept, on both sides of it", async () => {
      await client().execute(setting("m2", 5, "held"));
      const rows = ["m1", "m2", "m3"].map((id) => aRow("settings", id, stamp(3), { value: "arrived" }));
      for (const target of ["local", "primary"] as const) await merge(client(), "settings", target, rows);
      expect([await settingNow("m1"), await settingNow("m2"), await settingNow("m3")]).toEqual([
        "arrived",
        "held",
        "arrived",
      ]);
    });

    test("when it is deleted, then the statement is refused", async () => {
      await client().execute(setting("kept", 1, "x"));
      await expect(execute("DELETE FROM settings")).rejects.toThrow("rows are never deleted");
      expect(await settingNow("kept")).toBe("x");
    });
  });

  describe("given a fact", () => {
    const fact = (n: number, by: string) =>
      inserting("shifts", aRow("shifts", "s", stamp(n), { opened_by: by }));

    test("when it arrives again, whatever its stamp, then the one that is there stays", async () => {
      await client().execute(fact(5, "first"));
      await client().batch([fact(4, "older"), fact(9, "newer")]);
      const again = aRow("shifts", "s", stamp(10), { opened_by: "merged" });
      expect(await merge(client(), "shifts", "primary", [again])).toBe(0);
      expect(await column(client(), "SELECT opened_by FROM shifts WHERE id = 's'")).toEqual(["first"]);
    });

    test("when it is changed or deleted, then the statement is refused; it may be marked accepted", async () => {
      const newer = `UPDATE shifts SET opened_by = 'x', updated_at = '${stamp(99)}' WHERE id = 's'`;
      await expect(execute(newer)).rejects.toThrow("a fact never changes");
      await expect(execute("DELETE FROM shifts WHERE id = 's'")).rejects.toThrow("rows are never deleted");
      await execute("UPDATE shifts SET synced_at = '2026-11-22T12:00:00.000Z' WHERE id = 's'");
    });

    test("when a batch holds one statement that is refused, then nothing of the batch is written", async () => {
      const batch = client().batch([setting("torn", 1, "x"), "DELETE FROM shifts"]);
      await expect(batch).rejects.toThrow("rows are never deleted");
      expect(await settingNow("torn")).toBeUndefined();
    });
  });

  describe("given a row that the primary has not accepted", () => {
    const order = (id: string, syncedAt: string | null) =>
      inserting(
        "ps_session_orders",
        aRow("ps_session_orders", id, stamp(50), { synced_at: syncedAt, ordered_at: 900, name: "Tea" }),
      );
    const orderNow = async (id: string) =>
      (
        await client().execute(
          `SELECT updated_at, ordered_at, name FROM ps_session_orders WHERE id = '${id}'`,
        )
      ).rows[0];
    const unchanged = { updated_at: stamp(50), ordered_at: 900, name: "Tea" };
    const set = (id: string, what: string) =>
      execute(`UPDATE ps_session_orders SET ${what} WHERE id = '${id}'`);

    test("when its stamp and instants are taken back, then they are; what was sold stays", async () => {
      await client().execute(order("ahead", null));
      await set("ahead", `updated_at = '${stamp(40)}', ordered_at = 100`);
      expect(await orderNow("ahead")).toEqual({ updated_at: stamp(40), ordered_at: 100, name: "Tea" });
    });

    test("when a segment is taken back to before another one, then the session is where the other one says", async () => {
      const ids = ["before", "ahead"];
      await client().execute(
        inserting("ps_sessions", aRow("ps_sessions", "moved", stamp(50), { station_id: "before" })),
      );
      for (const [i, station] of ids.entries()) {
        const row = { session_id: "moved", station_id: station, started_at: 500 + i };
        await client().execute(
          inserting("ps_session_segments", aRow("ps_session_segments", `moved-${i}`, stamp(50), row)),
        );
      }
      const isAt = () => column(client(), "SELECT station_id FROM open_sessions WHERE session_id = 'moved'");
      expect(await isAt()).toEqual(["ahead"]);
      await execute(
        `UPDATE ps_session_segments SET updated_at = '${stamp(40)}', started_at = 100 WHERE id = 'moved-1'`,
      );
      expect(await isAt()).toEqual(["before"]);
    });

    test.each([
      ["a later stamp", `updated_at = '${stamp(60)}', ordered_at = 100`],
      ["no earlier stamp", "ordered_at = 100"],
      ["another price as well", `updated_at = '${stamp(40)}', unit_price = 1`],
      ["another id as well", `updated_at = '${stamp(40)}', id = 'other'`],
      ["its acceptance as well", `updated_at = '${stamp(40)}', synced_at = '2026-11-22T12:00:00.000Z'`],
    ])("when a fact is given %s, then the statement is refused", async (what, assignments) => {
      await client().execute(order(what, null));
      await expect(set(what, assignments)).rejects.toThrow("a fact never changes");
      expect(await orderNow(what)).toEqual(unchanged);
    });

    test("when the primary has accepted it after all, then it is refused, and a register is left as it is", async () => {
      await client().batch([order("accepted", "2026-11-22T12:00:00.000Z"), setting("accepted", 5, "x")]);
      await expect(set("accepted", `updated_at = '${stamp(40)}'`)).rejects.toThrow("a fact never changes");
      await execute("UPDATE settings SET synced_at = '2026-11-22T12:00:00.000Z' WHERE id = 'accepted'");
      await execute(`UPDATE settings SET updated_at = '${stamp(4)}' WHERE id = 'accepted'`);
      expect(await column(client(), "SELECT updated_at FROM settings WHERE id = 'accepted'")).toEqual([
        stamp(5),
      ]);
    });

    test("when a register's stamp is taken back, then it is; not with another value, nor with a tombstone", async () => {
      await client().batch(["back", "valued", "buried"].map((id) => setting(id, 5, "x")));
      await execute(`UPDATE settings SET updated_at = '${stamp(4)}' WHERE id = 'back'`);
      await execute(`UPDATE settings SET updated_at = '${stamp(4)}', value = 'y' WHERE id = 'valued'`);
      await execute(`UPDATE settings SET updated_at = '${stamp(4)}', deleted_at = 1 WHERE id = 'buried'`);
      const stamps = "SELECT updated_at FROM settings WHERE id IN ('back', 'valued', 'buried') ORDER BY id";
      expect(await column(client(), stamps)).toEqual([stamp(4), stamp(5), stamp(5)]);
    });
  });

  describe("given a batch with a write guard at its head", () => {
    const guarded = (expected: string | number | null, id: string) =>
      client().batch([
        {
          sql: "INSERT INTO write_guard (expected, actual) VALUES (?, (SELECT max(value) FROM settings WHERE id = 'watched'))",
          args: [expected],
        },
        setting(id, 1, "x"),
      ]);

    test("when what was read still holds, then it is written", async () => {
      await guarded(null, "while nothing is there");
      await client().execute(setting("watched", 1, "seen"));
      await guarded("seen", "while it is the same");
      expect([await settingNow("while nothing is there"), await settingNow("while it is the same")]).toEqual([
        "x",
        "x",
      ]);
    });

    test("when it does not, then the whole batch is refused as STALE_READ", async () => {
      await expect(guarded("something else", "torn")).rejects.toThrow("STALE_READ");
      await expect(guarded(null, "torn")).rejects.toThrow("STALE_READ");
      expect(await settingNow("torn")).toBeUndefined();
    });
  });
}
