import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

/** How the exchange with the primary goes, as `/status` tells it. */
export interface SyncState {
  /** The primary answered the last exchange. */
  readonly online: boolean;
  readonly pull: "replica" | "http" | "none";
  readonly lastPushAt: EpochMs | null;
  readonly lastPullAt: EpochMs | null;
  /** The primary's clock minus this one's; null until the first answer. */
  readonly clockOffsetMs: number | null;
  /** A sentence, or null when nothing is wrong. */
  readonly primaryProblem: string | null;
  readonly freezeProposal: { readonly at: EpochMs } | null;
  /** The computer's clock at boot cannot be believed; null when it can, or somebody has answered. */
  readonly clockQuestion: { readonly clockSays: EpochMs; readonly lastSeenAt: EpochMs } | null;
  /** A sentence when the computer's clock is wrong by minutes. */
  readonly clockProblem: string | null;
}

export interface ShopQuestions {
  /** Which time it is; null = what the computer's clock says. */
  confirmClock(now: EpochMs | null): Promise<void>;
  /** The freeze that is proposed is not wanted. */
  dismissFreeze(): Promise<void>;
}

/** local-api: its push and pull loops. Edge: always online, it has no copy of its own. */
export interface SyncSource {
  state(): SyncState;
  /** What the shop's computer asks the owner after a start; null on the edge, which asks nothing. */
  readonly questions: ShopQuestions | null;
}
