import { type Piasters, piasters } from "../money/piasters.ts";

/** What happens when a timer or a cost limit is reached: a sound, or a derived pause from that very instant. */
export type LimitAction = "alert" | "pause";

/** The settings that price a session. A closing keeps a copy of the ones it was made under. */
export interface BillingPolicy {
  /** Every started increment of play is charged. Seconds, 1 … 3,600. */
  readonly billingIncrementSeconds: number;
  /** Least time cost of a session that was played at all. */
  readonly minimumCharge: Piasters;
  /** What is paid is a multiple of this, 1 = exact. */
  readonly roundTo: Piasters;
  readonly limitAction: LimitAction;
}

export const DEFAULT_POLICY: BillingPolicy = {
  billingIncrementSeconds: 60,
  minimumCharge: piasters(0),
  roundTo: piasters(500),
  limitAction: "alert",
};
