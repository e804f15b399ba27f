import { formatStamp, type HlcStamp, hybridClock, parseStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Life } from "./lives.ts";

/** A clock that is wrong by less is a clock. */
export const AHEAD_MS = 5 * 60_000;

/** A row of this computer that the primary has not accepted. */
export interface OwnRow {
  readonly stamp: HlcStamp;
  /** A register may hold instants of an earlier life than that of its stamp. */
  readonly isFact: boolean;
  /** Its times of the business. */
  readonly instants: readonly number[];
}

export interface Correction<Row> {
  readonly row: Row;
  readonly stamp: HlcStamp;
  /** In the order of the row's. */
  readonly instants: readonly number[];
}

/** And what its clock was wrong by. */
interface WrongLife extends Life {
  readonly shift: number;
}

/**
 * Corrects what was stamped more than 5 min ahead of the primary's time.
 * An instant is shifted by what the clock of its life was wrong by: known (`error` ≤ 0, now minus what the clock said)
 * for the present life, and believed for the earlier ones as long as that puts their end before the beginning of the
 * next; else the life is moved so that it ends there. Instants from before the first life were right.
 * New stamps keep the order of the old ones, and go on after everything that these rows were written after: what the
 * primary has accepted, and the greatest stamp here when these lives began (unless it is ahead itself): more where a row
 * was written over before anybody heard of it, or an answer was lost. Two versions of a row never have the same stamp.
 * Where that is ahead itself (a primary whose clock was wrong), rows that cannot be earlier than they are stay.
 */
export function takeBack<Row extends OwnRow>(
  rows: readonly Row[],
  parts: {
    readonly lives: readonly Life[];
    readonly now: number;
    readonly error: number;
    readonly accepted: HlcStamp | null;
    readonly node: string;
  },
): Correction<Row>[] {
  const { now, accepted, node } = parts;
  const limit = formatStamp({ at: epochMs(now + AHEAD_MS), counter: 0, node });
  const ahead = rows.filter(({ stamp }) => stamp > limit).sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
  const lives = wrongLives(ahead, parts);
  let at = now;
  const before = lives.map(({ after }) => after).filter((after) => after <= limit);
  const last = [...before, accepted ?? ""].reduce((latest, one) => (one > latest ? one : latest), "");
  const clock = { now: () => epochMs(at) };
  const stamps = hybridClock({ node, clock, last: last === "" ? null : (last as HlcStamp) });
  const corrections = ahead.map((row) => {
    const written = parseStamp(row.stamp)?.at ?? now;
    const known = lives.filter(({ after }) => after < row.stamp);
    at = Math.min(now, corrected(written, known, now));
    const instants = row.instants.map((one) => corrected(one, known, now));
    return { row, stamp: stamps.tick(), instants };
  });
  return corrections.filter(({ row, stamp }) => stamp < row.stamp);
}

function wrongLives(
  ahead: readonly OwnRow[],
  { lives, now, error }: { lives: readonly Life[]; now: number; error: number },
): readonly WrongLife[] {
  const found: WrongLife[] = [];
  let end = now; // true time at which the life in hand had ended
  for (const [i, life] of [...lives.entries()].reverse()) {
    const until = lives[i + 1]?.after;
    const own = ahead.filter(({ stamp }) => stamp > life.after && (until === undefined || stamp <= until));
    const told = own.filter(({ isFact }) => isFact).flatMap(({ instants }) => instants);
    const last = told.reduce((latest, one) => Math.max(latest, one), life.from);
    const shift = own.length === 0 ? 0 : Math.min(error, end - last);
    found.unshift({ ...life, shift });
    end = Math.min(end, life.from + shift);
  }
  return found;
}

/** By the latest life that it can be of; a little before a life began is of it, as some things are told afterwards. */
function corrected(instant: number, lives: readonly WrongLife[], now: number): number {
  const possible = lives.filter(({ from }) => instant >= from - AHEAD_MS).reverse();
  const life = possible.find(({ shift }) => instant + shift <= now + AHEAD_MS) ?? possible[0];
  return instant + (life?.shift ?? 0);
}
