import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import type { Environment } from "@mikro-dash/service/variables";
import { DataDirectoryInUse, takeWriterLock } from "@mikro-dash/service/writer-lock";
import { problem, readConfig } from "../config.ts";
import { readState } from "../database/sync-state.ts";
import { directoryOf } from "../sync/agent/replica-files.ts";
import { compareWithPrimary, isSame, type Reader, type TableComparison } from "../sync/comparison.ts";
import { connectPrimary } from "../sync/primary.ts";

const DEADLINE_MS = 30_000;

/**
 * Compares everything that local.db and the replica hold with the primary, and prints what was compared and what
 * differs. Changes nothing. Answers whether all is the same.
 * @throws when the primary or local.db cannot be read
 */
export async function doctor(env: Environment, say: (line: string) => void): Promise<boolean> {
  const config = readConfig(env);
  if (config.primary === null) throw problem("TURSO_DATABASE_URL", env);
  const path = join(config.dataDir, "local.db");
  if (!existsSync(path)) throw new Error(`There is no shop in ${config.dataDir}: ${path} is missing.`);
  const { signal } = new AbortController();
  const primary = connectPrimary(config.primary, { deadlineMs: DEADLINE_MS, signal });
  const local = createClient({ url: pathToFileURL(path).href, timeout: 5_000 });
  const fromPrimary: Reader = (statements) => primary.batch(statements, "read");
  try {
    const health = (await local.execute("PRAGMA integrity_check")).rows[0]?.[0];
    say(`local.db: integrity ${String(health)}`);
    const here = await compareWithPrimary(fromPrimary, (all) => local.batch(all, "read"), "", signal);
    let allSame = report("local.db", here, say) && health === "ok";
    const number = Number((await readState(local, "replica.number")) ?? 1);
    const replica = await copyOfReplica(config.dataDir, number);
    if (typeof replica === "string") say(`replica: not compared, ${replica}`);
    else {
      const there = await compareWithPrimary(fromPrimary, replica.read, "", signal);
      allSame = report("replica", there, say) && allSame;
      await replica.close();
    }
    say(allSame ? "All the same." : "There are differences.");
    return allSame;
  } finally {
    local.close();
    primary.close();
  }
}

function report(name: string, found: readonly TableComparison[], say: (line: string) => void): boolean {
  for (const one of found) {
    const { counts, waiting, compared } = one;
    const numbers = `${counts.other} here, ${counts.primary} on the primary, ${compared} compared`;
    say(`${name}: ${one.table.name}: ${numbers}${waiting > 0 ? `, ${waiting} waiting to be pushed` : ""}`);
    for (const kind of ["missing", "lost", "older", "newer"] as const) {
      if (one[kind].length > 0) say(`  ${WORDS[kind]}: ${shortened(one[kind])}`);
    }
  }
  return found.every(isSame);
}

const WORDS = {
  missing: "on the primary only",
  lost: "accepted, but no longer on the primary",
  older: "older here than on the primary",
  newer: "newer here than on the primary, though accepted",
};

const shortened = (ids: readonly string[]) =>
  `${ids.length} (${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""})`;

/** Only the sync agent opens a replica: it is copied, and only while no agent lives. Else the reason why not. */
async function copyOfReplica(dataDir: string, number: number) {
  const directory = directoryOf(dataDir, number);
  if (!existsSync(join(directory, "replica.db"))) return "there is none";
  const copy = await mkdtemp(join(tmpdir(), "mikro-dash-doctor-"));
  try {
    const lock = takeWriterLock(directory, "local-api");
    for (const name of ["replica.db", "replica.db-wal"]) {
      if (existsSync(join(directory, name))) await cp(join(directory, name), join(copy, name));
    }
    lock.release();
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    if (error instanceof DataDirectoryInUse) return "as the shop is running (it compares it each night)";
    throw error;
  }
  const client = createClient({ url: pathToFileURL(join(copy, "replica.db")).href });
  const read: Reader = (statements) => client.batch(statements, "read");
  const close = async () => {
    client.close();
    await rm(copy, { recursive: true, force: true });
  };
  return { read, close };
}
