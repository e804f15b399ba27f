import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { type Client, LibsqlBatchError } from "@libsql/client";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Logger } from "pino";
import { readState, stateStatement } from "../database/sync-state.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Link } from "./link.ts";
import type { Primary } from "./primary.ts";
import { pushStatements, readAccepted, type UnsentRow } from "./push-batch.ts";
import { requestIdsOf } from "./request-ids.ts";
import { acceptStatements, nextUnsent, resendStatements } from "./unsent.ts";
import { Wake } from "./wake.ts";

export interface PushParts {
  readonly local: Client;
  readonly primary: Primary;
  readonly node: string;
  readonly link: Link;
  readonly deadLetters: DeadLetters;
  readonly log: Logger;
  readonly learnTime: (primaryNow: number, roundTripMs: number) => void;
  /** The primary was restored from an older state. */
  readonly onRestoredPrimary: () => void;
  /** Nothing is pending any more. */
  readonly onPushed: () => void;
  readonly now: () => EpochMs;
  /** How long it took. */
  readonly onAccepted?: (ms: number) => void;
  /** To be settled with the primary before rows go there. */
  readonly beforeExchange?: () => Promise<void>;
  /** Rows of one push; the usual number by default. */
  readonly batchRows?: number;
}

/** Sends unsent rows to the primary, in order, until none is left; sleeps until a write or a returning link wakes it. */
export class PushLoop {
  readonly #parts: PushParts;
  readonly #wake = new Wake();
  #acknowledged = 0;
  /** Nobody knows what the last life had pulled since its last batch. */
  #owesMark = true;
  lastPushAt: EpochMs | null = null;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  wake(): void {
    this.#wake.call();
  }

  /**
   * Rows of others came from the primary: it is told by a mark, even when there is nothing to send. A primary that has
   * this mark has those rows; one that was restored to before them is known by it.
   */
  notePulled(): void {
    this.#owesMark = true;
    this.#wake.call();
  }

  async run(signal: AbortSignal): Promise<void> {
    const { link, log } = this.#parts;
    await this.resume();
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.drain(signal);
        failures = 0;
        await this.#wake.sleep(Number.POSITIVE_INFINITY, signal);
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        log.warn({ error: String(error), failures }, "push failed");
        await link.pauseAfter(error, failures, signal);
      }
    }
  }

  /** Takes up where the last life of this computer stopped. */
  async resume(): Promise<void> {
    const { local } = this.#parts;
    this.#acknowledged = Number((await readState(local, "push.mark")) ?? 0);
    const lastAt = await readState(local, "push.last-at");
    this.lastPushAt = lastAt === null ? null : epochMs(Number(lastAt));
  }

  /** Pushes until nothing is unsent. Throws what stopped it; what was accepted before stays accepted. */
  async drain(signal: AbortSignal): Promise<void> {
    const { local, deadLetters, onPushed, batchRows, beforeExchange } = this.#parts;
    await beforeExchange?.(); // may stamp rows anew
    for (let pushed = false; !signal.aborted; pushed = true) {
      const rows = await nextUnsent(local, deadLetters.isRefused, deadLetters.refusedNow, batchRows);
      if (rows.length === 0 && !this.#owesMark) return pushed ? onPushed() : undefined;
      await this.#push(rows);
      await yieldToEventLoop();
    }
  }

  async #push(rows: readonly UnsentRow[]): Promise<void> {
    try {
      await this.#send(rows);
    } catch (error) {
      if (isStaleMark(error)) return this.#resendLostRows();
      if (!isRefusedRow(error) || rows.length === 0) throw error;
      const [only] = rows;
      if (only !== undefined && rows.length === 1) return this.#bury(only, error);
      const middle = Math.ceil(rows.length / 2);
      await this.#push(rows.slice(0, middle));
      await this.#push(rows.slice(middle));
    }
  }

  async #send(rows: readonly UnsentRow[]): Promise<void> {
    const owed = this.#owesMark;
    this.#owesMark = false; // what is pulled from here on, this batch may not have seen
    try {
      await this.#exchange(rows);
    } catch (error) {
      this.#owesMark ||= owed;
      throw error;
    }
  }

  async #exchange(rows: readonly UnsentRow[]): Promise<void> {
    const { local, primary, node, link, deadLetters, learnTime, now, log } = this.#parts;
    const sentAt = performance.now();
    const statements = pushStatements(rows, { node, acknowledged: this.#acknowledged });
    const results = await primary.batch(statements, "write");
    const accepted = readAccepted(rows, results);
    learnTime(accepted.primaryNow, performance.now() - sentAt);
    const mark = this.#acknowledged + 1;
    const at = now();
    await local.batch(
      [
        ...acceptStatements(rows, accepted),
        stateStatement("push.mark", String(mark)),
        stateStatement("push.last-at", String(at)),
        deadLetters.raiseStatement(rows),
      ],
      "write",
    );
    this.#acknowledged = mark;
    this.lastPushAt = at;
    link.succeeded();
    if (rows.length === 0) return;
    this.#parts.onAccepted?.(performance.now() - sentAt);
    const requestIds = requestIdsOf(rows.map(({ table, json }) => ({ table: table.name, json })));
    log.info({ rows: rows.length, mark, requestIds }, "the primary accepted rows");
  }

  /** The primary does not know our last batches: everything it accepted since its own last memory of us goes again. */
  async #resendLostRows(): Promise<void> {
    const { local, primary, node, log, onRestoredPrimary } = this.#parts;
    const [result] = await primary.batch(
      [{ sql: "SELECT mark, at FROM push_marks WHERE node = ?", args: [node] }],
      "read",
    );
    const found = result?.rows[0];
    const mark = Number(found?.mark ?? 0);
    log.warn(
      { expected: this.#acknowledged, found: mark },
      "the primary is older than it was: sending again",
    );
    await local.batch(
      [
        ...resendStatements(found === undefined ? null : String(found.at)),
        stateStatement("push.mark", String(mark)),
      ],
      "write",
    );
    this.#acknowledged = mark;
    onRestoredPrimary();
  }

  async #bury(row: UnsentRow, error: Error): Promise<void> {
    const { deadLetters, log, now } = this.#parts;
    log.error({ table: row.table.name, row: row.id, error: error.message }, "the primary refuses this row");
    await deadLetters.bury(row, error.message, now());
  }
}

const isStaleMark = (error: unknown): boolean =>
  error instanceof LibsqlBatchError && error.message.includes("STALE_READ");

/** The row is wrong, not the primary's state: a missing table or a full disk is nobody's row's fault. */
const isRefusedRow = (error: unknown): error is LibsqlBatchError =>
  error instanceof LibsqlBatchError && /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(error.code);
