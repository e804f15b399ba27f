import { useSyncExternalStore } from "react";
import { createServerClock } from "./server-clock.ts";

export const clock = createServerClock({ monotonic: () => performance.now(), wall: () => Date.now() });

/** What `compute` says at the last tick. Renders again only when the value changes: keep it a text, number or boolean. */
export function useTick<T extends string | number | boolean | null>(compute: (now: number) => T): T {
  return useSyncExternalStore(clock.subscribe, () => compute(clock.now()));
}

/** A text that ticks; nothing around it renders. */
export function Tick({ of }: { readonly of: (now: number) => string }) {
  return <>{useTick(of)}</>;
}
