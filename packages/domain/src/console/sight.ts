import { type EpochMs, MINUTE_MS } from "../time/epoch-ms.ts";

/** Whether a console is on, as far as its network address tells. `unknown`: nobody has looked for a while. */
export type ConsoleState = "online" | "offline" | "unknown";

/** A look at the router is believed this long. Without a newer one nothing is known, and nothing may be done. */
export const BELIEVED_MS = 90 * 1_000;

/** What the looks at one console have told. */
export interface ConsoleSight {
  readonly isOnline: boolean;
  /** Since when every look said so, without a gap longer than {@link BELIEVED_MS}. */
  readonly since: EpochMs;
  /** The last look. */
  readonly seenAt: EpochMs;
  /** When it was last seen online; null = not since we look. */
  readonly onlineAt: EpochMs | null;
}

/** A look that was complete: the router answered, and the console is among its devices or is not. */
export function afterLook(before: ConsoleSight | undefined, isOnline: boolean, at: EpochMs): ConsoleSight {
  const goesOn = before !== undefined && before.isOnline === isOnline && at - before.seenAt <= BELIEVED_MS;
  const onlineAt = isOnline ? at : (before?.onlineAt ?? null);
  return { isOnline, since: goesOn ? before.since : at, seenAt: at, onlineAt };
}

export function consoleState(
  sight: Pick<ConsoleSight, "isOnline" | "seenAt"> | undefined,
  now: EpochMs,
): ConsoleState {
  if (sight === undefined || now - sight.seenAt > BELIEVED_MS) return "unknown";
  return sight.isOnline ? "online" : "offline";
}

/** The least of what the shop may ask the consoles to do by themselves. */
export interface ConsolePolicy {
  /** A console that is switched on starts a session. */
  readonly consoleAutoStart: boolean;
  /** A console that is switched off pauses its session. */
  readonly consoleAutoPause: boolean;
  /** It must have been on, or off, for this long. Seconds, 10 … 600. */
  readonly consoleDebounceSeconds: number;
  /** After a session was ended nothing starts by itself for this long. Minutes, 0 … 30. */
  readonly consoleCooldownMinutes: number;
}

export const DEFAULT_CONSOLE_POLICY: ConsolePolicy = {
  consoleAutoStart: false,
  consoleAutoPause: false,
  consoleDebounceSeconds: 60,
  consoleCooldownMinutes: 10,
};

/** How its station stands. */
export interface ConsoleStation {
  readonly outOfOrder: boolean;
  /** The open session and when its present stretch (of play, or of pause) began. */
  readonly session: { readonly status: "running" | "paused" | "ended"; readonly stretchFrom: EpochMs } | null;
  /** When the last session here was ended; null = not in the last half hour. */
  readonly lastEndedAt: EpochMs | null;
}

export type ConsoleAction = { readonly action: "start" | "pause"; readonly at: EpochMs };

/**
 * What a console's state asks for: null = nothing. Never for a console that nobody has seen lately, and a session is
 * only paused when its console was seen on during this very stretch of play: a wrong address pauses nobody.
 */
export function decideConsole(
  sight: ConsoleSight | undefined,
  station: ConsoleStation,
  policy: ConsolePolicy,
  now: EpochMs,
): ConsoleAction | null {
  if (sight === undefined || consoleState(sight, now) === "unknown") return null;
  if (sight.seenAt - sight.since < policy.consoleDebounceSeconds * 1_000) return null;
  const { session, lastEndedAt } = station;
  if (sight.isOnline) {
    if (!policy.consoleAutoStart || session !== null || station.outOfOrder) return null;
    if (lastEndedAt === null) return { action: "start", at: sight.since };
    if (now - lastEndedAt < policy.consoleCooldownMinutes * MINUTE_MS) return null;
    return { action: "start", at: sight.since > lastEndedAt ? sight.since : now };
  }
  if (!policy.consoleAutoPause || session?.status !== "running") return null;
  const wasSeenOn = sight.onlineAt !== null && sight.onlineAt >= session.stretchFrom;
  return wasSeenOn ? { action: "pause", at: sight.since } : null;
}
