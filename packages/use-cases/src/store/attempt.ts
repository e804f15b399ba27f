import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, type Result } from "@mikro-dash/domain/result";
import { StaleRead } from "./store.ts";

/**
 * Runs read → decide → write. When another writer came between, reads and decides once more; then it is CONFLICT.
 * The shop runs one command at a time, so there only a merge from the primary can come between.
 */
export async function attempt<T>(command: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      return await command();
    } catch (error) {
      if (!(error instanceof StaleRead)) throw error;
    }
  }
  return err({ code: "CONFLICT" });
}
