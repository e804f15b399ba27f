import { type DehydratedState, dehydrate, hydrate, type QueryClient } from "@tanstack/react-query";
import { recall, remember } from "../api/device-memory.ts";

/** Raised when an answer's shape changes: an old cache is then forgotten. */
const VERSION = 2;
const SAVE_AFTER_MS = 1_000;
const KEPT = new Set(["board", "status", "menu", "packages", "settings", "vouchers", "devices"]);

/** Puts back what was last known, so that the board paints before anybody answers. */
export function restoreQueries(client: QueryClient): void {
  try {
    const saved = JSON.parse(recall("cache") ?? "null") as {
      version?: number;
      state: DehydratedState;
    } | null;
    if (saved?.version === VERSION) hydrate(client, saved.state);
  } catch {
    remember("cache", null);
  }
}

/** Saves answers a moment after they came, and when the page is left. */
export function keepQueries(client: QueryClient, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state = dehydrate(client, {
      shouldDehydrateQuery: (query) => query.state.data !== undefined && KEPT.has(String(query.queryKey[0])),
      shouldDehydrateMutation: () => false,
    });
    remember("cache", JSON.stringify({ version: VERSION, state }));
  };
  const stop = client.getQueryCache().subscribe(({ type }) => {
    if (type === "updated") timer ??= setTimeout(save, SAVE_AFTER_MS);
  });
  document.addEventListener("visibilitychange", () => document.hidden && save(), { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    stop();
  });
}

export const forgetQueries = (): void => remember("cache", null);
