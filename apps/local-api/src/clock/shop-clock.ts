import type { Clock } from "@mikro-dash/domain/time/clock";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";

/** Below this the two clocks agree: following every jitter of the network would make time go back. */
const TOLERANCE_MS = 1_000;

export interface ShopClock extends Clock {
  /** The primary's clock minus this computer's; null until the primary answered. */
  readonly offsetMs: number | null;
  /** Takes the primary's time of an answer; half of the round trip has passed since. */
  learn(primaryNow: number, roundTripMs: number): void;
  /** Somebody says which time it is; holds until the primary says otherwise. */
  tell(now: EpochMs): void;
  /** Before a command. Only the clock of a test has something to ask. */
  refresh(): Promise<void>;
}

/**
 * Correct time is the primary's time plus the monotonic time since; before its first answer, this computer's own.
 * Never persisted: after a power cut the computer's clock may be anything.
 */
export function shopClock(system: () => number, monotonic: () => number): ShopClock {
  let anchor: { at: number; monotonic: number } | undefined;
  let offsetMs: number | null = null;
  const now = () =>
    anchor === undefined ? system() : anchor.at + Math.round(monotonic() - anchor.monotonic);
  return {
    get offsetMs() {
      return offsetMs;
    },
    now: (): EpochMs => epochMs(now()),
    refresh: async () => undefined,
    tell(at) {
      anchor = { at, monotonic: monotonic() };
    },
    learn(primaryNow, roundTripMs) {
      const at = Math.round(primaryNow + roundTripMs / 2);
      offsetMs = at - system();
      if (Math.abs(at - now()) > TOLERANCE_MS || anchor === undefined) {
        // Close enough is kept as it is, only made independent of later steps of the computer's clock.
        const agreed = Math.abs(at - now()) > TOLERANCE_MS ? at : now();
        anchor = { at: agreed, monotonic: monotonic() };
      }
    },
  };
}
