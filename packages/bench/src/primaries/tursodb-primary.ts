import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startProcess } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { monotonicMs } from "../monotonic.ts";
import { INSERT_ORDER, orderArgs, SELECT_SEEN } from "../subjects/rows.ts";
import type { Primary } from "./primary.ts";

/** The platform packages that `turso` depends on, as its launcher names them. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "@tursodatabase/cli-linux-x64-gnu",
  "linux-arm64": "@tursodatabase/cli-linux-arm64-gnu",
  "darwin-x64": "@tursodatabase/cli-darwin-x64",
  "darwin-arm64": "@tursodatabase/cli-darwin-arm64",
};

/** The executable of the npm package `turso`, or the sentence that says why there is none. */
export function tursodbBinary(): { path: string; version: string } | { missing: string } {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) return { missing: `the npm package turso has no tursodb for ${platform}` };
  try {
    const launcher = fileURLToPath(import.meta.resolve("turso/package.json"));
    const ofLauncher = createRequire(launcher);
    const path = join(dirname(ofLauncher.resolve(`${name}/package.json`)), "tursodb");
    if (!existsSync(path)) return { missing: `${name} is installed, and there is no tursodb in it` };
    return { path, version: (ofLauncher("./package.json") as { version: string }).version };
  } catch {
    return { missing: `${name} (of the npm package turso) is not installed` };
  }
}

/**
 * The same tables and rows for tursodb, which knows no triggers, views on them, partial indexes or `WITHOUT ROWID` with
 * indexes. Its server hands out what stands in the log and nothing of the file below it: all rows are left in the log.
 */
export async function plainCopy(file: string, filled: string): Promise<void> {
  const source = `${file}.source`;
  const data = join(filled, "dbs/default/data");
  await copyFile(data, source);
  if (existsSync(`${data}-wal`)) await copyFile(`${data}-wal`, `${source}-wal`);
  const database = new DatabaseSync(`${file}.building`);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF");
  database.exec(`ATTACH '${source}' AS source`);
  const objects = database
    .prepare(
      "SELECT type, name, sql FROM source.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
    )
    .all() as unknown as SchemaObject[];
  for (const { type, name, sql } of objects) {
    if (type === "table") {
      database.exec(sql.replace(/,?\s*WITHOUT ROWID/i, ""));
      database.exec(`INSERT INTO main."${name}" SELECT * FROM source."${name}"`);
    }
    if (type === "index" && !/\bWHERE\b|length\(/i.test(sql)) database.exec(sql);
  }
  await copyFile(`${file}.building`, file);
  await copyFile(`${file}.building-wal`, `${file}-wal`);
  database.close(); // would have emptied the log
}

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** `tursodb --sync-server` on a database file of its own. */
export async function startTursodb(binary: string, file: string, logFile: string): Promise<Primary> {
  const port = await freePort();
  const server = await startProcess({
    name: "tursodb",
    command: binary,
    args: [file, "--sync-server", `127.0.0.1:${port}`],
    logFile,
  });
  const url = `http://127.0.0.1:${port}`;
  const execute = async (sql: string, args: readonly (string | number | null)[] = []) => {
    const answer = await fetch(`${url}/v2/pipeline`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ requests: [{ type: "execute", stmt: { sql, args: args.map(asValue) } }] }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`tursodb answered ${answer.status}: ${text}`);
    const [result] = (JSON.parse(text) as PipelineAnswer).results;
    if (result?.type !== "ok") throw new Error(`tursodb: ${text}`);
    return result.response.result.rows;
  };
  await waitFor("tursodb to answer", () => execute("SELECT 1"), { timeoutMs: 30_000 }).catch((error) => {
    throw new Error(`${error.message}\n${server.output()}`);
  });
  return {
    ...{ pid: server.pid, port, url },
    has: async (id) => (await execute(SELECT_SEEN, [id, id])).length > 0,
    async insert(id) {
      await execute(INSERT_ORDER, orderArgs(id));
      return monotonicMs();
    },
    async ordersOf(sessionId) {
      const rows = await execute("SELECT count(*) FROM ps_session_orders WHERE session_id = ?", [sessionId]);
      return Number(rows[0]?.[0]?.value);
    },
    counted: async () => null,
    async stop() {
      await server.stop();
    },
  };
}

interface PipelineAnswer {
  readonly results: readonly {
    readonly type: string;
    readonly response: { readonly result: { readonly rows: readonly (readonly { value?: unknown }[])[] } };
  }[];
}

const asValue = (value: string | number | null) =>
  value === null
    ? { type: "null" }
    : typeof value === "number"
      ? { type: "integer", value: String(value) }
      : { type: "text", value };
