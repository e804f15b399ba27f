import type { EpochMs } from "./epoch-ms.ts";

/** Where "now" comes from. Passed in; nothing below the apps reads the machine's clock. */
export interface Clock {
  now(): EpochMs;
}
