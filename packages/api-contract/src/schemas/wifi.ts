import * as z from "zod";
import { batchId, packageId } from "./ids.ts";
import { amount, count, instant, listOf, text } from "./units.ts";

/** Where router data came from, and how old it is; null = the router was never seen. */
const provenance = { source: z.enum(["live", "cached"]), asOf: instant.nullable() } as const;
const seconds = count;
const bytes = count;

const SSID_BYTES = 32;
const utf8Bytes = (value: string) => new TextEncoder().encode(value).length;

/** Arabic letters are two bytes each: a name of 16 is as long as it gets. */
export const ssid = text(SSID_BYTES).refine(
  (name) => utf8Bytes(name) <= SSID_BYTES,
  "is longer than 32 bytes",
);
export const wifiPassword = z
  .string()
  .regex(/^[\x20-\x7e]{8,63}$/, "must be 8 to 63 letters, digits and signs of the Latin keyboard");

export const voucherStatus = z.enum(["available", "used", "exhausted"]);

/** What the router forgot of its use when the power was cut, not restored yet; at least this much. */
const lost = z.object({
  bytes,
  seconds,
  /** When the router began again. */
  at: instant,
});

export const voucher = z
  .object({
    id: z.string(),
    code: z.string(),
    status: voucherStatus,
    packageId: packageId.nullable(),
    profile: z.string().nullable(),
    bytesLimit: bytes.nullable(),
    bytesUsed: bytes,
    timeLimit: seconds.nullable(),
    uptime: seconds,
    isOnline: z.boolean(),
    macAddress: z.string().nullable(),
    deviceName: z.string().nullable(),
    createdAt: instant.nullable(),
    lastSeenAt: instant.nullable(),
    soldAt: instant.nullable(),
    printedAt: instant.nullable(),
    /** null = not known: the mirror does not keep it. */
    disabled: z.boolean().nullable(),
    lost: lost.nullable(),
  })
  .meta({ id: "Voucher" });

export const voucherPage = z
  .object({
    ...provenance,
    /** Of what `lost` says; null = what vouchers lost is not known, which is not the same as nothing. */
    lossesAsOf: instant.nullable(),
    items: listOf(voucher),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "VoucherPage" });

/** `created` and `failed` together may be fewer than `requested`: ask again with the same id to go on. */
export const voucherBatch = z
  .object({
    batchId,
    requested: z.int(),
    created: listOf(z.object({ id: z.string(), code: z.string() })),
    failed: listOf(z.object({ code: z.string(), reason: z.string() })),
  })
  .meta({ id: "VoucherBatch" });

export const voucherSale = z
  .object({
    id: z.string(),
    code: z.string(),
    packageId: packageId.nullable(),
    packageName: z.string(),
    price: amount,
    soldAt: instant,
    batchId: batchId.nullable(),
  })
  .meta({ id: "VoucherSale" });

/** `failed`: those that are still there, or never were; ask again with the same id to go on. */
export const deletedVouchers = z
  .object({
    deleted: listOf(z.object({ id: z.string(), code: z.string() })),
    failed: listOf(z.object({ id: z.string(), reason: z.string() })),
  })
  .meta({ id: "DeletedVouchers" });

/** `asOf` null: what vouchers lost is not known, which is not the same as nothing. */
export const lostUsage = z
  .object({ ...provenance, items: listOf(lost.extend({ voucherId: z.string(), code: z.string() })) })
  .meta({ id: "LostUsage" });

const limits = { bytesLimit: bytes.nullable(), timeLimit: seconds.nullable() } as const;

/** `failed`: not lowered; ask again with the same id to go on. */
export const restoredUsage = z
  .object({
    restored: listOf(
      z.object({
        id: z.string(),
        code: z.string(),
        bytes,
        seconds,
        ...limits,
        /** Nothing is left of it. */
        exhausted: z.boolean(),
        /** null = nothing limits it, or it had been lowered by an attempt of which nobody heard. */
        before: z.object(limits).nullable(),
      }),
    ),
    failed: listOf(z.object({ id: z.string(), code: z.string().nullable(), reason: z.string() })),
  })
  .meta({ id: "RestoredUsage" });

export const printedVouchers = z
  .object({ printedAt: instant, codes: listOf(z.string()) })
  .meta({ id: "PrintedVouchers" });

export const endedWifiSession = z
  .object({ id: z.string(), disconnected: z.literal(true) })
  .meta({ id: "EndedWifiSession" });

const wifiSession = z
  .object({
    id: z.string(),
    voucherCode: z.string(),
    macAddress: z.string().nullable(),
    ipAddress: z.string().nullable(),
    bytesIn: bytes,
    bytesOut: bytes,
    uptime: seconds,
    startedAt: instant.nullable(),
  })
  .meta({ id: "WifiSession" });

const wifiDevice = z
  .object({
    id: z.string(),
    macAddress: z.string(),
    ipAddress: z.string().nullable(),
    name: z.string().nullable(),
    isOnline: z.boolean(),
    seenOn: z.string().nullable(),
  })
  .meta({ id: "WifiDevice" });

export const wifiNetwork = z
  .object({
    id: z.string(),
    name: z.string(),
    ssid: z.string().nullable(),
    enabled: z.boolean(),
    clients: count.nullable(),
  })
  .meta({ id: "WifiNetwork" });

const listing = <S extends z.ZodType>(item: S) => z.object({ ...provenance, items: listOf(item) });
export const wifiSessions = listing(wifiSession).meta({ id: "WifiSessions" });
export const wifiDevices = listing(wifiDevice).meta({ id: "WifiDevices" });
export const wifiNetworks = listing(wifiNetwork).meta({ id: "WifiNetworks" });

export const routerInfo = z
  .object({
    identity: z.string(),
    version: z.string(),
    board: z.string().nullable(),
    uptime: seconds,
    /** Percent. */
    cpuLoad: z.number().min(0).max(100),
    memoryFree: bytes,
    memoryTotal: bytes,
  })
  .meta({ id: "Router" });

export type Voucher = z.infer<typeof voucher>;
export type LostUsage = z.infer<typeof lostUsage>;
export type RestoredUsage = z.infer<typeof restoredUsage>;
export type VoucherBatch = z.infer<typeof voucherBatch>;
