import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import type { Logger } from "pino";
import { compareWithPrimary, isSame } from "./comparison.ts";
import type { Primary } from "./primary.ts";
import { repairLocal } from "./repair.ts";

const LOOK_EVERY_MS = 60_000;
const WINDOW_STARTS = 3 * 60 + 30;
const WINDOW_MINUTES = 90;
const RECENT_MS = 2 * 86_400_000;

export interface NightlyParts {
  readonly local: Client;
  readonly primary: Primary;
  readonly log: Logger;
  readonly now: () => number;
  readonly random: () => number;
  readonly isBusy: () => boolean;
  readonly onChanged: (tables: readonly string[]) => void;
  readonly wakePush: () => void;
  /** The replica is held against the primary as well, by its agent; built anew when it differs. */
  readonly compareReplica: () => void;
}

/** Each night between 03:30 and 05:00, when nobody is there: the last two days, compared and repaired. */
export async function compareEachNight(parts: NightlyParts, signal: AbortSignal): Promise<void> {
  const isDue = nightWatch(parts.random);
  while (!signal.aborted) {
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || parts.isBusy() || !isDue(new Date(parts.now()))) continue;
    await compareNow(parts, signal).catch((error) => {
      parts.log.warn({ error: String(error) }, "the nightly comparison was not finished");
    });
  }
}

/** Whether it is time; true once a night, at a minute of its own for each night. */
export function nightWatch(random: () => number): (now: Date) => boolean {
  let doneOn = "";
  let minute = drawn();
  function drawn() {
    return WINDOW_STARTS + Math.floor(random() * WINDOW_MINUTES);
  }
  return (now) => {
    const today = now.toDateString();
    const minutes = now.getHours() * 60 + now.getMinutes();
    const isTime = minutes >= minute && minutes < WINDOW_STARTS + WINDOW_MINUTES;
    if (!isTime || doneOn === today) return false;
    doneOn = today;
    minute = drawn();
    return true;
  };
}

export async function compareNow(parts: NightlyParts, signal: AbortSignal): Promise<void> {
  const { local, primary, log, now } = parts;
  const fromPrimary = (statements: Parameters<Primary["batch"]>[0]) => primary.batch(statements, "read");
  const since = new Date(now() - RECENT_MS).toISOString();
  const compared = await compareWithPrimary(
    fromPrimary,
    (statements) => local.batch(statements, "read"),
    since,
    signal,
  );
  const differing = compared.filter((one) => !isSame(one));
  log.info(
    { rows: compared.reduce((sum, one) => sum + one.compared, 0), differing: differing.length },
    "the last two days were compared with the primary",
  );
  for (const { table, missing, lost, older, newer } of differing) {
    log.error({ table: table.name, missing, lost, older, newer }, "local.db and the primary differ");
  }
  const changed = await repairLocal(local, fromPrimary, differing);
  if (changed.length > 0) parts.onChanged(changed);
  if (differing.length > 0) parts.wakePush();
  parts.compareReplica();
}
