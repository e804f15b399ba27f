import { createClient } from "@libsql/client/http";
import type { MigrationSet } from "@mikro-dash/db-schema/node/apply-migrations";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import type { Environment } from "@mikro-dash/service/variables";
import { problem, readConfig } from "../config.ts";

/** The primary gets the shared tables, the mirror's database (or the primary, when there is no other) its caches. */
export async function migrateDatabases(env: Environment, say: (line: string) => void): Promise<void> {
  const { primary, mirror } = readConfig(env);
  if (primary === null || mirror === null) throw problem("TURSO_DATABASE_URL", env);
  await migrateOne(primary, "shared");
  say(`The cloud database ${hostOf(primary.url)} is up to date.`);
  await migrateOne(mirror, "mirror");
  say(`The mirror's database ${hostOf(mirror.url)} is up to date.`);
}

async function migrateOne(
  { url, authToken }: { url: string; authToken: string | undefined },
  set: MigrationSet,
): Promise<void> {
  const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
  try {
    await migrate(client, set);
  } catch (error) {
    const why =
      error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error);
    throw new Error(`${hostOf(url)} could not be migrated: ${why}.`);
  } finally {
    client.close();
  }
}

const hostOf = (url: string) => new URL(url).host;
