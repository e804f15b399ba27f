import { setTimeout as pause } from "node:timers/promises";
import { ConsoleKeeper } from "@mikro-dash/use-cases/consoles/console-keeper";
import type { Context } from "@mikro-dash/use-cases/context";
import type { Logger } from "pino";
import type { Queue } from "../server/command-queue.ts";

const LOOK_EVERY_MS = 10_000;

export interface ConsoleWatchParts {
  /** As one command gets it. */
  readonly context: () => Promise<Context>;
  readonly till: Queue;
  readonly log: Logger;
  readonly everyMs?: number;
}

/** Looks at the consoles every 10 s. The router is asked before the till's turn, so that nobody waits for it. */
export async function watchConsoles(
  { context, till, log, everyMs = LOOK_EVERY_MS }: ConsoleWatchParts,
  signal: AbortSignal,
): Promise<void> {
  const keeper = new ConsoleKeeper();
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const ctx = await context();
      if (!(await keeper.isNeeded(ctx))) continue;
      const devices = await ctx.wifi.devices();
      for (const { stationId, action, result } of await till(() => keeper.look(devices, ctx))) {
        log.info(
          { stationId, action, requestId: ctx.requestId, ...(!result.ok && { refused: result.error.code }) },
          "a console was switched",
        );
      }
    } catch (error) {
      log.error({ error: String(error) }, "the look at the consoles failed");
    }
  }
}
