export const VOUCHER_STATUSES = ["available", "used", "exhausted"] as const;

/** What the address says: `made` = the instant at which a batch was made. */
export type VoucherFilter = {
  readonly q?: string | undefined;
  readonly status?: (typeof VOUCHER_STATUSES)[number] | undefined;
  readonly package?: string | undefined;
  readonly printed?: "yes" | "no" | undefined;
  readonly made?: number | undefined;
};
