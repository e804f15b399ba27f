import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTick } from "../../clock/tick.tsx";
import { statusQuery } from "../sync/queries.ts";

/** After this silence of the café the phone asks: power or internet? */
const SILENT_MS = 60_000;

/** The silence that the owner has called "only the internet": not asked again until the café was heard. */
let dismissedAt: number | null = null;
const listeners = new Set<() => void>();

function dismissSilence(at: number | null) {
  dismissedAt = at;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether to ask for a freeze, and at which instant the lights probably went out. */
export function useFreezeOffer() {
  const { data: status } = useQuery(statusQuery());
  const dismissed = useSyncExternalStore(subscribe, () => dismissedAt);
  const seenAt = status?.cafeSeenAt ?? null;
  const silent = useTick((now) => seenAt !== null && now - seenAt > SILENT_MS);
  const isPhone = status?.host === "edge";
  const proposed = status?.freezeProposal?.at ?? null;
  const at = proposed ?? (isPhone && silent ? seenAt : null);
  return { isPhone, at, asks: at !== null && at !== dismissed, dismiss: () => dismissSilence(at) };
}
