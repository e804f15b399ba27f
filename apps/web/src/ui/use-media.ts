import { useSyncExternalStore } from "react";

/** Wide enough for the session beside the board. */
export const WIDE = "(min-width: 72rem)";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
