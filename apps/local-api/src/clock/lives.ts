import type { Client, InStatement } from "@libsql/client";
import { readState, stateStatement } from "../database/sync-state.ts";

/** One life of this computer's clock without the primary: from a start, or from an answer to the clock question. */
export interface Life {
  /** The greatest stamp before it; "" in a new shop. */
  readonly after: string;
  /** What the clock said when it began. */
  readonly from: number;
}

const MOST = 100;

/** The lives since the primary was last heard, oldest first: who knows how wrong each of their clocks was. */
export async function readLives(local: Client): Promise<Life[]> {
  return JSON.parse((await readState(local, "clock.lives")) ?? "[]") as Life[];
}

export async function beginClockLife(local: Client, life: Life): Promise<void> {
  const lives = [...(await readLives(local)), life].slice(-MOST);
  await local.execute(stateStatement("clock.lives", JSON.stringify(lives)));
}

/** The primary was heard: from now on this computer knows the time. */
export const forgetLives: InStatement = "DELETE FROM sync_state WHERE key = 'clock.lives'";
