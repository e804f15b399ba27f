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
