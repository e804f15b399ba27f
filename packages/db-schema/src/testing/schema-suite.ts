import type { Client } from "@libsql/client";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { isInstant } from "../columns.ts";
import { migrate } from "../node/migrate.ts";
import { SYNCED_TABLES } from "../synced-tables.ts";
import * as audit from "../tables/audit.ts";
import * as catalogue from "../tables/catalogue.ts";
import * as derived from "../tables/derived.ts";
import * as money from "../tables/money.ts";
import * as people from "../tables/people.ts";
import * as sessions from "../tables/sessions.ts";
import * as stations from "../tables/stations.ts";
import { sharedSchemaObjects } from "../triggers.ts";
import { INDEXES, INSTANTS, TABLES, TRIGGERS, VIEWS } from "./expected-schema.ts";
import { aRow, column, inserting, stamp } from "./rows.ts";

const OURS = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%' AND name NOT LIKE '__migrations_%'";
const tables: readonly SQLiteTable[] = [audit, catalogue, derived, money, people, sessions, stations].flatMap(
  (module) => Object.values(module) as SQLiteTable[],
);

/** What a migrated database looks like. `written`: something that changes whenever anything is written to it. */
export function schemaSuite(client: () => Client, written: () => Promise<unknown>) {
  const named = (type: string) =>
    column(client(), `SELECT name FROM sqlite_master WHERE type = '${type}' AND ${OURS} ORDER BY name`);

  describe("given a migrated database", () => {
    test("then it holds exactly the expected tables, indexes, triggers and views", async () => {
      expect(await named("table")).toEqual(TABLES);
      expect(await named("index")).toEqual(INDEXES);
      expect(await named("view")).toEqual(VIEWS);
      expect(await named("trigger")).toEqual(TRIGGERS);
    });

    test("then every table is STRICT and WITHOUT ROWID", async () => {
      for (const name of TABLES) {
        const [sql] = await column(client(), `SELECT sql FROM sqlite_master WHERE name = '${name}'`);
        expect(sql, name).toMatch(/\) STRICT, WITHOUT ROWID$/);
      }
    });

    test("then every column is the one that the code believes in", async () => {
      expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual(TABLES);
      for (const table of tables) {
        const { name, columns } = getTableConfig(table);
        const { rows } = await client().execute(
          `SELECT name, lower(type) AS type, "notnull" AS strict, pk FROM pragma_table_info('${name}')`,
        );
        expect(
          rows.map((row) => [row.name, row.type, row.strict, row.pk]),
          name,
        ).toEqual(
          columns.map((one) => [one.name, one.getSQLType(), one.notNull ? 1 : 0, one.primary ? 1 : 0]),
        );
      }
    });

    test("then a synced row begins with its id, its stamp and when it was accepted", () => {
      for (const table of SYNCED_TABLES) {
        expect(table.columns.slice(0, 3), table.name).toEqual(["id", "updated_at", "synced_at"]);
        expect(table.columns.includes("deleted_at"), table.name).toBe(table.kind === "register");
      }
    });

    test("then exactly the columns of instants have the names of instants", () => {
      const named = SYNCED_TABLES.flatMap(({ columns }) => columns.filter(isInstant));
      expect([...new Set(named)].sort()).toEqual(INSTANTS);
    });

    test("when it is migrated again, then nothing is written", async () => {
      const before = await written();
      await migrate(client(), "shared");
      expect(await written()).toEqual(before);
      await client().execute(inserting("settings", aRow("settings", "canary", stamp(1))));
      expect(await written()).not.toEqual(before);
    });

    test("when a trigger is missing, foreign or of another version, then migrating sets it right", async () => {
      await client().batch([
        "DROP TRIGGER voids_no_delete",
        "DROP TRIGGER open_sessions_on_session",
        "CREATE TRIGGER open_sessions_on_session AFTER INSERT ON ps_sessions BEGIN SELECT 1; END",
        "CREATE TRIGGER left_behind AFTER INSERT ON voids BEGIN SELECT 1; END",
      ]);
      await migrate(client(), "shared");
      const { rows } = await client().execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')",
      );
      const present = Object.fromEntries(rows.map((row) => [row.name, row.sql]));
      expect(present).toEqual(Object.fromEntries(sharedSchemaObjects().map(({ name, sql }) => [name, sql])));
    });
  });
}
