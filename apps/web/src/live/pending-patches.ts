import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useSyncExternalStore } from "react";

/** What a command will most likely do to the board; laid over each answer until the command is settled. */
export type Patch = (board: Board) => Board;

let patches: readonly Patch[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Patch[]) {
  patches = next;
  for (const listener of listeners) listener();
}

/** Shows the patch now; the returned function takes it back. */
export function layOver(patch: Patch): () => void {
  publish([...patches, patch]);
  return () => publish(patches.filter((other) => other !== patch));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePatches = (): readonly Patch[] => useSyncExternalStore(subscribe, () => patches);

export const patched = (board: Board, over: readonly Patch[]): Board =>
  over.reduce((shown, patch) => patch(shown), board);
