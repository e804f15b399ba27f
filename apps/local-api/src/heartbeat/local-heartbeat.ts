import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Logger } from "pino";
import type { ShopClock } from "../clock/shop-clock.ts";
import { readState, stateStatement, writeState } from "../database/sync-state.ts";
import type { AliveSpans } from "./alive-spans.ts";

const EVERY_MS = 5_000;

/** What the last life left behind. */
export interface LastLife {
  /** When it was last seen alive; null in a new shop. */
  readonly lastSeenAt: EpochMs | null;
  /** False after a power cut or a crash. */
  readonly stoppedCleanly: boolean;
}

/** Reads how the last life ended, and begins this one. */
export async function beginLife(local: Client): Promise<LastLife> {
  const seen = await readState(local, "heartbeat");
  const stoppedCleanly = (await readState(local, "stopped-cleanly")) !== "no";
  await writeState(local, "stopped-cleanly", "no");
  return { lastSeenAt: seen === null ? null : epochMs(Number(seen)), stoppedCleanly };
}

export interface HeartbeatParts {
  readonly local: Client;
  readonly clock: ShopClock;
  readonly log: Logger;
  readonly alive: AliveSpans;
  /** It was noted. */
  readonly onAlive: () => void;
}

/** Notes every 5 s that the shop's computer is alive: after a power cut the gap says when the lights went out. */
export async function beatLocally(
  { local, clock, log, alive, onAlive }: HeartbeatParts,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.refresh();
      const now = clock.now();
      await alive.beat(now);
      await writeState(local, "heartbeat", String(now));
      onAlive();
    } catch (error) {
      log.error({ error: String(error) }, "the local heartbeat cannot be written");
    }
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

export async function endLife(local: Client, clock: ShopClock): Promise<void> {
  await local.batch(
    [stateStatement("heartbeat", String(clock.now())), stateStatement("stopped-cleanly", "yes")],
    "write",
  );
}
