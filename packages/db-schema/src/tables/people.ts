import type { DeviceId } from "@mikro-dash/domain/ids";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, registerColumns } from "../columns.ts";

/** Shop settings; the id is the key, the value is JSON. Secrets never come here. */
export const settings = sqliteTable(
  "settings",
  { ...registerColumns<string>(), value: text("value", { mode: "json" }).$type<unknown>().notNull() },
  (t) => [index("settings_pull").on(t.syncedAt, t.id)],
);

export const staff = sqliteTable(
  "staff",
  {
    ...registerColumns<string>(),
    name: text("name").notNull(),
    role: text("role").$type<"owner" | "cashier">().notNull(),
    pinHash: text("pin_hash").notNull(),
  },
  (t) => [index("staff_pull").on(t.syncedAt, t.id)],
);

/**
 * A phone. It begins as an invitation (`pairing_hash`, `pairing_expires_at`); pairing fills `token_hash`.
 * Revoking is a `voids` row, so a later rename cannot undo it.
 */
export const devices = sqliteTable(
  "devices",
  {
    ...registerColumns<DeviceId>(),
    name: text("name").notNull(),
    /** SHA-256 of the one-time pairing code, hex. */
    pairingHash: text("pairing_hash"),
    pairingExpiresAt: instant("pairing_expires_at"),
    /** SHA-256 of the bearer token, hex; NULL until paired. */
    tokenHash: text("token_hash"),
    pairedAt: instant("paired_at"),
  },
  (t) => [
    index("devices_pull").on(t.syncedAt, t.id),
    index("devices_token").on(t.tokenHash),
    index("devices_pairing").on(t.pairingHash),
  ],
);
