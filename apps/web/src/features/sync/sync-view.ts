import type { Status } from "@mikro-dash/api-contract/schemas/status";

export type SyncLevel = "fine" | "waiting" | "offline" | "alarm";
export type SyncState =
  | { readonly kind: "connecting" }
  /** The server itself is silent; `since` is its last answer. */
  | { readonly kind: "silent"; readonly since: number }
  | { readonly kind: "localOnly" }
  | { readonly kind: "offline"; readonly since: number | null }
  /** On a phone: the cloud answers, but what it knows of the café is old; null = it never heard of it. */
  | { readonly kind: "cafeSilent"; readonly since: number | null }
  | { readonly kind: "synced"; readonly at: number | null };

/**
 * Derived from the last successful exchange, never from what the browser thinks of the network.
 * @param cafe how old the café's word is by now, not when the status was told: a page opens with the status it kept
 */
export function syncStateOf(
  status: Status | undefined,
  answeredAt: number,
  silent: boolean,
  cafe: AgeLevel,
): SyncState {
  if (status === undefined) return { kind: "connecting" };
  if (silent) return { kind: "silent", since: answeredAt };
  if (status.host === "edge") {
    const { cafeSeenAt } = status;
    return cafe === "fresh" ? { kind: "synced", at: cafeSeenAt } : { kind: "cafeSilent", since: cafeSeenAt };
  }
  if (status.pull === "none") return { kind: "localOnly" };
  const exchangedAt = Math.max(status.lastPushAt ?? 0, status.lastPullAt ?? 0) || null;
  return status.online ? { kind: "synced", at: exchangedAt } : { kind: "offline", since: exchangedAt };
}

export function levelOf(state: SyncState, status: Status | undefined, cafe: AgeLevel): SyncLevel {
  if ((status?.rejects ?? 0) > 0 || (status?.reviews ?? 0) > 0) return "alarm";
  if (state.kind === "cafeSilent" && cafe === "red") return "alarm";
  if (state.kind === "silent" || state.kind === "offline" || state.kind === "cafeSilent") return "offline";
  if (state.kind === "connecting" || ((status?.pending ?? 0) > 0 && state.kind !== "localOnly"))
    return "waiting";
  return "fine";
}

const AMBER_MS = 60_000;
const RED_MS = 600_000;
export type AgeLevel = "fresh" | "amber" | "red";

/** Amber after a minute, red after ten; never seen is amber. */
export function ageLevel(seenAt: number | null, now: number): AgeLevel {
  if (seenAt === null) return "amber";
  const age = now - seenAt;
  return age > RED_MS ? "red" : age > AMBER_MS ? "amber" : "fresh";
}
