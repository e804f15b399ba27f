import { ok } from "@mikro-dash/domain/result";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { Queries } from "../store/store.ts";

/** The process lives. Asks nothing. */
export async function getHealth(_input: unknown, { clock }: Context) {
  return ok({ status: "ok" as const, serverTime: clock.now() });
}

/** The database answers and has been migrated; throws what the database throws. */
export async function getReady(_input: unknown, { store }: Context) {
  const migration = sql`SELECT hash FROM __migrations_shared ORDER BY created_at DESC LIMIT 1`;
  const results: readonly unknown[] = await store.read([store.db.all(migration)] as unknown as Queries);
  const [row] = results[0] as { hash: string }[];
  return ok({ status: "ready" as const, migration: row?.hash ?? "none" });
}
