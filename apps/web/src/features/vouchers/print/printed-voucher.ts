import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";

/** What stands on a printed card. Bytes, seconds; null = no limit. */
export type PrintedVoucher = Pick<
  Voucher,
  "code" | "packageId" | "bytesLimit" | "timeLimit" | "printedAt" | "profile"
>;
