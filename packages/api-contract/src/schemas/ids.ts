import type {
  BatchId,
  ChargeId,
  ClosingId,
  DeviceId,
  MenuItemId,
  OrderId,
  PackageId,
  PaymentId,
  SegmentId,
  SessionId,
  StationId,
  TransferId,
} from "@mikro-dash/domain/ids";
import * as z from "zod";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A UUID, version 7 or 4; upper case is read as lower case, so that one row has one id. */
const uuid = <Id extends string>() =>
  z
    .string()
    .toLowerCase()
    .regex(UUID, "must be a UUID (version 7 or 4)")
    .meta({ format: "uuid" }) as unknown as z.ZodType<Id, string>;

export const rowId = uuid<string>();
export const sessionId = uuid<SessionId>();
export const stationId = uuid<StationId>();
export const segmentId = uuid<SegmentId>();
export const orderId = uuid<OrderId>();
export const chargeId = uuid<ChargeId>();
export const transferId = uuid<TransferId>();
export const closingId = uuid<ClosingId>();
export const paymentId = uuid<PaymentId>();
export const menuItemId = uuid<MenuItemId>();
export const batchId = uuid<BatchId>();
export const deviceId = uuid<DeviceId>();
/** Vouchers of the old app carry its package ids in their comments: any short text names a package. */
export const packageId = z.string().min(1).max(64) as unknown as z.ZodType<PackageId, string>;
