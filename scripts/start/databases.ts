import { createClient } from "@libsql/client";
import type { MigrationSet } from "@mikro-dash/db-schema/node/apply-migrations";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { startSqld } from "@mikro-dash/test-kit/sqld";
import type { PartProcess } from "./part.ts";

export interface DatabaseAddress {
  url: string;
  token: string | undefined;
}

/** A sqld of our own on its directory, migrated before anybody may use it. */
export async function launchDatabase(options: {
  dir: string;
  port: number;
  logFile: string;
  migrations: MigrationSet;
}): Promise<PartProcess> {
  const sqld = await startSqld(options);
  try {
    const client = createClient({ url: sqld.url });
    await migrate(client, options.migrations);
    client.close();
  } catch (error) {
    await sqld.kill();
    throw error;
  }
  return {
    pid: sqld.pid,
    exited: sqld.exited(),
    isRunning: sqld.isRunning,
    output: sqld.output,
    stop: sqld.stop,
    kill: sqld.kill,
  };
}
