import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";

/** The two database files of one evening, each a copy of a migrated, empty one. */
export interface Files {
  openLocal(): Promise<Client>;
  openPrimary(): Promise<Client>;
  /** Keeps the primary as it is now. */
  backUpPrimary(primary: Client): Promise<void>;
  /** Puts the last backup in the place of the primary, which must be closed; false when there is none. */
  restorePrimary(): Promise<boolean>;
  remove(): Promise<void>;
}

let templates: Promise<{ readonly local: string; readonly primary: string }> | undefined;

export async function newFiles(): Promise<Files> {
  templates ??= makeTemplates();
  const empty = await templates;
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-convergence-"));
  await copyFile(empty.local, join(directory, "local.db"));
  let restored = 0;
  let primary = join(directory, "primary.db");
  await copyFile(empty.primary, primary);
  return {
    openLocal: () => open(join(directory, "local.db")),
    openPrimary: () => open(primary),
    async backUpPrimary(client) {
      await rm(join(directory, "backup.db"), { force: true });
      await client.execute({ sql: "VACUUM INTO ?", args: [join(directory, "backup.db")] });
    },
    async restorePrimary() {
      if (!existsSync(join(directory, "backup.db"))) return false;
      primary = join(directory, `primary-${++restored}.db`);
      await copyFile(join(directory, "backup.db"), primary);
      return true;
    },
    remove: () => rm(directory, { recursive: true }),
  };
}

async function makeTemplates() {
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-convergence-"));
  process.once("exit", () => process.getBuiltinModule("node:fs").rmSync(directory, { recursive: true }));
  const [local, primary] = [join(directory, "local.db"), join(directory, "primary.db")];
  for (const [path, sets] of [
    [local, ["shared", "local"]],
    [primary, ["shared"]],
  ] as const) {
    const client = await open(path);
    for (const set of sets) await migrate(client, set);
    await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    client.close();
  }
  return { local, primary };
}

async function open(path: string): Promise<Client> {
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 });
  await client.execute("PRAGMA journal_mode = WAL");
  // A dying process loses nothing that it gave to the operating system; only a power cut would need more.
  await client.execute("PRAGMA synchronous = OFF");
  return client;
}
