import { voids } from "@mikro-dash/db-schema/tables/audit";
import { devices } from "@mikro-dash/db-schema/tables/people";
import { eq, isNotNull } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

type DeviceRow = typeof devices.$inferSelect;

/** Phones with the void that revoked them, if any. */
export const devicesWithRevocation = (db: LibSQLDatabase) =>
  db.select({ device: devices, revocation: voids }).from(devices).leftJoin(voids, eq(voids.id, devices.id));

/** The phone that owns a token; `revocation` is null while it may come in. */
export const deviceByToken = (db: LibSQLDatabase, tokenHash: string) =>
  devicesWithRevocation(db).where(eq(devices.tokenHash, tokenHash)).limit(1);

export const pairedDevices = (db: LibSQLDatabase) =>
  devicesWithRevocation(db).where(isNotNull(devices.tokenHash));

/** A phone as the contract describes it. */
export function presentDevice(row: {
  readonly device: DeviceRow;
  readonly revocation: typeof voids.$inferSelect | null;
}) {
  const { id, name, pairedAt } = row.device;
  return { id, name, pairedAt, revokedAt: row.revocation?.at ?? null };
}
