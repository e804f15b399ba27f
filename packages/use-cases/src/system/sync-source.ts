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
}

/** local-api: its push and pull loops. Edge: always online, it has no copy of its own. */
export interface SyncSource {
  state(): SyncState;
}
