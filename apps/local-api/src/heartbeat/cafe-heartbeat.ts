import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { Logger } from "pino";
import { connectPrimary, type PrimaryAddress } from "../sync/primary.ts";

const EVERY_MS = 10_000;
const DEADLINE_MS = 5_000;

/**
 * Tells the phones every 10 s that the café is there, in the mirror's database (which the shop never replicates).
 * A beat that cannot be sent is dropped: its absence is the message.
 */
export async function beatForPhones(
  parts: {
    readonly address: PrimaryAddress;
    readonly version: string;
    readonly clock: Clock;
    readonly log: Logger;
  },
  signal: AbortSignal,
): Promise<void> {
  const { address, version, clock, log } = parts;
  const database = connectPrimary(address, { deadlineMs: DEADLINE_MS, signal });
  let wasSent = true;
  while (!signal.aborted) {
    try {
      await database.batch(
        [
          {
            sql:
              "INSERT INTO heartbeats (id, last_seen_at, version) VALUES ('local-api', ?, ?) ON CONFLICT (id) " +
              "DO UPDATE SET last_seen_at = excluded.last_seen_at, version = excluded.version",
            args: [clock.now(), version],
          },
        ],
        "write",
      );
      wasSent = true;
    } catch (error) {
      if (wasSent) log.warn({ error: String(error) }, "the café's heartbeat cannot be sent");
      wasSent = false;
    }
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  database.close();
}
