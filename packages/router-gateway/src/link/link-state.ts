import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

/** Whether the router can be reached, as far as the last attempt knows. */
export type LinkState =
  | { readonly state: "never" }
  | { readonly state: "up"; readonly since: EpochMs }
  | { readonly state: "down"; readonly since: EpochMs; readonly reason: string };
