import { LinkFailure } from "./link-failure.ts";

/** How often a write is tried whose answer was lost. */
const ATTEMPTS = 3;
/** How long a write waits for a router that just went away. */
export const PATIENCE_MS = 6_000;

/**
 * A write, done once. When its answer was lost nobody knows whether it was done: `isDone` looks before it is tried again.
 * @throws RouterTrap, LinkFailure (ambiguous when it may have been done after all)
 */
export async function written(write: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof LinkFailure && error.ambiguous)) throw error;
      if (await isDone()) return;
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
