import type { Payment } from "@mikro-dash/api-contract/schemas/session";

export const METHODS = ["cash", "card", "wallet"] as const satisfies readonly Payment["method"][];
export type Method = (typeof METHODS)[number];
