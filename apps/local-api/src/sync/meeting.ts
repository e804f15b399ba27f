import { type Client, LibsqlError } from "@libsql/client";
import { SCHEMA_VERSION, SCHEMA_VERSION_QUERY } from "@mikro-dash/db-schema/node/schema-version";
import type { Logger } from "pino";
import { clockProblem } from "../clock/clock-question.ts";
import { takeBackWhatWasAhead } from "../clock/restamp.ts";
import type { ShopClock } from "../clock/shop-clock.ts";
import type { WriterStamps } from "../clock/writer-stamps.ts";
import type { Primary } from "./primary.ts";

export interface MeetingParts {
  readonly local: Client;
  readonly primary: Primary;
  readonly node: string;
  readonly clock: ShopClock;
  readonly stamps: WriterStamps;
  readonly log: Logger;
  /** Runs something while no command does. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** The primary has been migrated to this version, or this computer to the primary's. */
  readonly onSchemaRight: () => void;
}

/**
 * What has to be settled with the primary before the first row goes either way: which time it is, what was stamped by
 * a clock that ran ahead, and whether both have the same schema.
 */
export class Meeting {
  readonly #parts: MeetingParts;
  #first: Promise<void> | undefined;
  /** Older or newer than this program, in a sentence; such a primary is still talked to, as columns are only ever added. */
  problem: string | null = null;

  constructor(parts: MeetingParts) {
    this.#parts = parts;
  }

  /** Throws what stopped it; then the next exchange begins with it again. */
  ensure(): Promise<void> {
    this.#first ??= this.#meet().catch((error) => {
      this.#first = undefined;
      throw error;
    });
    return this.#first;
  }

  async compareSchemas(): Promise<void> {
    const { primary, log, onSchemaRight } = this.#parts;
    const version = await primary.batch([SCHEMA_VERSION_QUERY], "read").then(
      ([result]) => Number(result?.rows[0]?.version ?? 0),
      (error) => {
        if (error instanceof LibsqlError && error.message.includes("no such table")) return 0;
        throw error;
      },
    );
    const found = problemOf(version);
    if (found === this.problem) return;
    if (found === null) onSchemaRight();
    else log.warn({ here: SCHEMA_VERSION, there: version }, found);
    this.problem = found;
  }

  async #meet(): Promise<void> {
    const { local, primary, node, clock, stamps, log, exclusive } = this.#parts;
    const askedAt = performance.now();
    const [[answer]] = await Promise.all([
      primary.batch(["SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now"], "read"),
      this.compareSchemas(),
    ]);
    const answeredAt = performance.now();
    await exclusive(async () => {
      const said = clock.now();
      const passed = performance.now() - answeredAt;
      clock.learn(Date.parse(String(answer?.rows[0]?.now)) + passed, answeredAt - askedAt);
      if (clock.offsetMs === null) return; // the clock of a test is right by definition
      const known = { now: clock.now(), error: clock.now() - said };
      const corrected = await takeBackWhatWasAhead(local, { node, stamps }, known);
      if (corrected > 0) log.warn({ rows: corrected, byMs: known.error }, "rows of a clock that ran ahead");
    });
    const wrong = clockProblem(clock.offsetMs);
    if (wrong !== null) log.warn({ offsetMs: clock.offsetMs }, wrong);
  }
}

function problemOf(version: number): string | null {
  if (version < SCHEMA_VERSION) {
    return "The cloud database has an older schema than this computer: run `mikro-dash migrate`.";
  }
  if (version > SCHEMA_VERSION) {
    return "The cloud database has a newer schema than this computer: update this computer.";
  }
  return null;
}
