import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { integer, text } from "drizzle-orm/sqlite-core";

/** Columns of every synced table. `id` is made by the writer; see docs/data-model.md. */
export const syncedColumns = <Id extends string>() => ({
  id: text("id").$type<Id>().primaryKey(),
  /** Hybrid logical stamp of this version; sorts as text. */
  updatedAt: text("updated_at").$type<HlcStamp>().notNull(),
  /** When the primary accepted this version (ISO 8601); NULL in local.db = not yet accepted. */
  syncedAt: text("synced_at"),
});

/** A register is never removed, only marked: a later edit by another writer may bring it back. */
export const registerColumns = <Id extends string>() => ({
  ...syncedColumns<Id>(),
  deletedAt: integer("deleted_at").$type<EpochMs>(),
});

export const instant = (name: string) => integer(name).$type<EpochMs>();

/** Whether a SQL column holds an {@link instant} of the writer's clock; the two of the sync itself are text. */
export const isInstant = (column: string): boolean =>
  /^at$|_at$/.test(column) && column !== "updated_at" && column !== "synced_at";
