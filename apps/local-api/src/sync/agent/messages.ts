import type { Cursors, PulledTable } from "../pulled.ts";

/** What local-api tells its sync agent. The token travels here and not in the environment, which others can read. */
export type ToAgent =
  | {
      readonly type: "start";
      readonly directory: string;
      readonly primaryUrl: string;
      readonly authToken: string | undefined;
      readonly cursors: Cursors;
      readonly intervalMs: number;
    }
  | { readonly type: "interval"; readonly intervalMs: number }
  | { readonly type: "merged" }
  /** Hold the replica against the primary at the next look. */
  | { readonly type: "compare" }
  | { readonly type: "stop" };

/** What the agent tells local-api. */
export type FromAgent =
  /** The event loop of the agent turns: it is not stuck in the library. */
  | { readonly type: "alive" }
  /** Merge these and say so; the agent waits for it before it reads on. */
  | { readonly type: "rows"; readonly tables: readonly PulledTable[] }
  /** Everything that the primary had when this round began has been handed over. */
  | { readonly type: "synced"; readonly frame: number; readonly tookMs: number }
  | { readonly type: "failed"; readonly reason: string }
  /** Last words: the directory is another agent's, or the replica differs from the primary and must be built anew. */
  | { readonly type: "unusable"; readonly reason: "in-use" | "differs" };
