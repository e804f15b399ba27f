import { createClient } from "@libsql/client";
import { heartbeats, lostUsage, vouchersCache } from "@mikro-dash/db-schema/mirror/tables";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { drizzle } from "drizzle-orm/libsql";
import { expect, test, vi } from "vitest";
import { cachedWifi } from "./cached-wifi.ts";

const voucher = (id: string, code: string) => ({
  ...{ id, code, status: "used" as const, packageId: null, profile: null, bytesLimit: 1_000, bytesUsed: 0 },
  ...{ timeLimit: null, uptime: 0, macAddress: null, deviceName: null, isOnline: false },
  ...{ createdAt: null, lastSeenAt: null, syncedAt: null },
});
const loss = (voucherId: string, code: string) => ({
  ...{ id: `${voucherId}@9`, voucherId, code, bytes: 350, seconds: 60, bootedAt: 9, syncedAt: "now" },
});

test("given losses that the mirror noted, then those that count, of vouchers that are still there, are told, with the router's age", async () => {
  const client = createClient({ url: ":memory:" });
  await migrate(client, "mirror");
  const db = drizzle({ client });
  const wifi = cachedWifi(db);
  expect(await wifi.losses()).toEqual({ source: "cached", asOf: null, items: [] });

  const open = { ...voucher("*4", "OPEN"), bytesLimit: null };
  await db.insert(heartbeats).values({ id: "router", lastSeenAt: 7 });
  await db.insert(vouchersCache).values([voucher("*1", "A"), voucher("*2", "NEW"), open]);
  await db
    .insert(lostUsage)
    .values([loss("*1", "A"), loss("*2", "OLD"), loss("*3", "GONE"), loss("*4", "OPEN")]);
  expect(await wifi.losses()).toEqual({
    source: "cached",
    asOf: 7,
    items: [{ id: "*1@9", voucherId: "*1", code: "A", bytes: 350, seconds: 0, bootedAt: 9 }],
  });
  client.close();
});

test("given a page of vouchers, when it is asked for, then rows, losses and the router's age come in one round trip, each value as it was written", async () => {
  const client = createClient({ url: ":memory:" });
  await migrate(client, "mirror");
  const db = drizzle({ client });
  const full = {
    ...{
      id: "*1",
      code: "B",
      status: "used" as const,
      packageId: "p",
      profile: "1GB",
      bytesLimit: 5_000_000_000,
    },
    ...{
      bytesUsed: 1,
      timeLimit: 60,
      uptime: 2,
      macAddress: "AA:01",
      deviceName: '50% \\ "هاتف"\n',
      isOnline: true,
    },
    ...{ createdAt: 1_764_000_000_123, lastSeenAt: 3 },
  };
  const { syncedAt: _, ...empty } = voucher("*2", "A");
  await db.insert(vouchersCache).values([
    { ...full, syncedAt: "now" },
    { ...empty, syncedAt: null },
  ]);
  await db.insert(lostUsage).values(loss("*1", "B"));
  await db.insert(heartbeats).values({ id: "router", lastSeenAt: 7 });
  const batch = vi.spyOn(db, "batch");
  const wifi = cachedWifi(db);
  const page = await wifi.voucherPage({ limit: 10 });
  expect(page).toEqual({ source: "cached", asOf: 7, items: [empty, full], losses: await wifi.losses() });
  expect(page.losses.items).toMatchObject([{ code: "B" }]);
  expect(await wifi.voucherPage({ limit: 1, afterCode: "A" })).toMatchObject({ items: [full] });
  expect((await wifi.voucherPage({ limit: 1, q: "nobody" })).items).toEqual([]);
  expect(batch).toHaveBeenCalledTimes(4);
  client.close();
});

test("given a search for signs that mean something to SQL, then they are found as they are, and in any case", async () => {
  const client = createClient({ url: ":memory:" });
  await migrate(client, "mirror");
  const db = drizzle({ client });
  const phone = { ...voucher("*4", "D"), deviceName: "50% \\ phone", macAddress: "AA:01" };
  await db
    .insert(vouchersCache)
    .values([voucher("*1", "A_1"), voucher("*2", "AB1"), voucher("*3", "5%"), phone]);
  const codes = async (q: string) =>
    (await cachedWifi(db).vouchers({ q, limit: 10 })).items.map(({ code }) => code);
  expect(await codes("a_")).toEqual(["A_1"]);
  expect(await codes("%")).toEqual(["5%", "D"]);
  expect(await codes("\\")).toEqual(["D"]);
  expect(await codes("aa:")).toEqual(["D"]);
  expect(await codes("b1")).toEqual(["AB1"]);
  client.close();
});
