import { type Client, createClient } from "@libsql/client/http";
import {
  type CacheTable,
  DEVICES_CACHE,
  type DeviceRow,
  SESSIONS_CACHE,
  type SessionRow,
  VOUCHERS_CACHE,
  type VoucherRow,
  WIFI_NETWORKS_CACHE,
} from "@mikro-dash/db-schema/mirror/columns";
import { applyMigrations } from "@mikro-dash/db-schema/node/apply-migrations";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRows, readStatement } from "./cache-reads.ts";
import { cacheStatements } from "./cache-statements.ts";

let sqld: Sqld;
let db: Client;
beforeAll(async () => {
  sqld = await startSqld();
  db = createClient({ url: sqld.url });
  await applyMigrations(db, "mirror");
});
afterAll(() => sqld.stop());

async function writtenAndRead<R extends { readonly id: string }>(table: CacheTable<R>, rows: readonly R[]) {
  await db.batch(cacheStatements(table, { upserts: rows, deletes: [] }, "2026-11-22T12:00:00.000Z"), "write");
  return readRows(table, await db.execute(readStatement(table)));
}

const voucher: VoucherRow = {
  ...{ id: "*1", code: "TBJ26N", status: "used", packageId: "p", profile: 'قهوة "1GB"' },
  ...{ bytesLimit: 5_000_000_000, bytesUsed: 4_294_967_297, timeLimit: 3_600, uptime: 12 },
  ...{ macAddress: "A4:83:E7:00:00:01", deviceName: "Ali's\r\nphone", isOnline: true },
  ...{ createdAt: 1_763_812_800_000, lastSeenAt: 1_763_812_801_234 },
};
const unset = { packageId: null, profile: null, bytesLimit: null, timeLimit: null, macAddress: null };
const offline = { deviceName: null, isOnline: false, createdAt: null, lastSeenAt: null };

test("given rows with and without values, when they are written and read again, then they are the same", async () => {
  const vouchers: VoucherRow[] = [
    voucher,
    { ...voucher, ...unset, ...offline, id: "*2", status: "available" },
  ];
  expect(await writtenAndRead(VOUCHERS_CACHE, vouchers)).toEqual(vouchers);
  const session: SessionRow = {
    ...{ id: "A@MAC@1", voucherCode: "A", macAddress: "MAC", ipAddress: null },
    ...{ bytesIn: 1, bytesOut: 2, uptime: 3, startedAt: 4 },
  };
  expect(await writtenAndRead(SESSIONS_CACHE, [session])).toEqual([session]);
  const device: DeviceRow = {
    ...{ id: "MAC", macAddress: "MAC", ipAddress: "10.0.0.2", name: null, isOnline: false, seenOn: "lease" },
  };
  expect(await writtenAndRead(DEVICES_CACHE, [device])).toEqual([device]);
  const network = { id: "wifi1", name: "wifi1", ssid: "Café", enabled: true, clients: 3 };
  expect(await writtenAndRead(WIFI_NETWORKS_CACHE, [network])).toEqual([network]);
});
