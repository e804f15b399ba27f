import { invalid, type Refusal, refusal } from "../refusal.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import type { VoidFrame } from "./decide-void.ts";
import type {
  ChargeRow,
  ClosingRow,
  SegmentRow,
  SessionFacts,
  TransferRow,
  Unstamped,
  VoidRow,
} from "./facts.ts";

/**
 * `keep`: the row id of the version that shall hold. `writeOff`: what holds today (the first version) goes on holding,
 * and the money of the others is given up for this reason.
 */
export type ReviewChoice = { readonly keep: string } | { readonly writeOff: string };

/** The rows that a decision makes about one session. */
export interface ReviewedSession {
  readonly facts: SessionFacts;
  readonly segments?: readonly SegmentRow[];
  readonly charge?: ChargeRow;
  readonly transfers?: readonly TransferRow[];
  readonly closing?: Unstamped<ClosingRow>;
  readonly voids?: readonly VoidRow[];
}

export interface ReviewDecision {
  readonly sessions: readonly ReviewedSession[];
  /** Sales of vouchers that are taken back. */
  readonly sales: readonly { readonly id: string; readonly frame: VoidFrame }[];
}

export interface ReviewCommand {
  readonly choice: ReviewChoice;
  readonly at: EpochMs;
  readonly by: string | null;
}

/** Reason of what is voided because another version was kept. */
const DECIDED = "review";

/** The version that holds from now on: the one that was asked for, or the first one. Null = there is no such version. */
export function keptOf(choice: ReviewChoice, versions: readonly string[]): string | null {
  if ("writeOff" in choice) return versions[0] ?? null;
  return versions.includes(choice.keep) ? choice.keep : null;
}

export const noSuchVersion = (): Refusal => invalid({ path: "keep", message: "is not one of the versions" });

/** A session of the review that was not loaded is gone: look again. */
export const goneMeanwhile = (): Refusal => refusal("CONFLICT");

/** Who voids, when, and the reason that was given. */
export function frameOf({ choice, at, by }: ReviewCommand): VoidFrame & { readonly reason: string } {
  return { at, by, reason: "writeOff" in choice ? choice.writeOff : DECIDED };
}
