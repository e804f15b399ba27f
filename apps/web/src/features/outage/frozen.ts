import type { Board } from "@mikro-dash/api-contract/schemas/station";

export type Frozen = { readonly batchId: string; readonly at: number; readonly sessions: number };

/** The freeze that is in force: sessions whose last segment is a pause of one batch. Null when there is none. */
export function frozenOf(board: Board): Frozen | null {
  const last = board.stations.flatMap(({ session }) => session?.segments.at(-1) ?? []);
  const paused = last.filter((segment) => segment.kind === "paused" && segment.batchId !== null);
  const newest = paused.toSorted((a, b) => b.startedAt - a.startedAt)[0];
  if (newest === undefined || newest.batchId === null) return null;
  return {
    batchId: newest.batchId,
    at: newest.startedAt,
    sessions: paused.filter((segment) => segment.batchId === newest.batchId).length,
  };
}

export const runningCount = (board: Board): number =>
  board.stations.filter(({ session }) => session?.status === "running").length;
