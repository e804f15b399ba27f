import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { monotonicMs } from "../monotonic.ts";
import { stallWatch } from "./stall.ts";
import type { OpenSubject, Reads, Subject } from "./subject.ts";

/** What differs between libraries; the rest of a subject is the same for all. */
export interface Peer {
  open(input: OpenSubject): Promise<void>;
  catchUp(): Promise<void>;
  write(id: string, rows: 1 | 2): Promise<void>;
  /** Once every `everyMs`. */
  exchangeOnce(): Promise<void>;
  has(id: string): Promise<boolean>;
  readBoard(): Promise<void>;
  queue(rows: number, sessionId: string): Promise<void>;
  send(): Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 5;
const TICKS_MS = 50;

/** A library as the bench asks it. */
export function subjectOf(peer: Peer): Subject {
  const stall = stallWatch();
  let exchanging: AbortController | undefined;
  let reading: { stop: boolean; done: Promise<number[]> } | undefined;

  async function readOnce(): Promise<number> {
    const from = monotonicMs();
    await peer.readBoard();
    return monotonicMs() - from;
  }

  return {
    open: (input) => peer.open(input),
    catchUp: () => peer.catchUp(),
    async write({ id }) {
      const startedAt = monotonicMs();
      await peer.write(id, 1);
      return { startedAt, tookMs: monotonicMs() - startedAt };
    },
    async writes({ count, restMs, rows, forMs = Number.POSITIVE_INFINITY }) {
      stall.read();
      await pause(TICKS_MS); // the first look after a reset measures nothing: the loop has to turn before it can stall
      const until = monotonicMs() + forMs;
      const tookMs: number[] = [];
      let failed = 0;
      for (let n = 0; n < count && monotonicMs() < until; n++) {
        const from = monotonicMs();
        try {
          await peer.write(randomUUID(), rows);
          tookMs.push(monotonicMs() - from);
        } catch {
          failed++;
        }
        await pause(restMs);
      }
      return { tookMs, insideMs: [], stallMs: stall.read(), failed };
    },
    async exchange({ everyMs }) {
      exchanging?.abort();
      if (everyMs === null) return;
      const mine = new AbortController();
      exchanging = mine;
      void (async () => {
        while (!mine.signal.aborted) {
          const from = monotonicMs();
          await peer.exchangeOnce().catch(() => undefined);
          await pause(Math.max(1, everyMs - (monotonicMs() - from)));
        }
      })();
    },
    async seen({ id, withinMs }) {
      const until = monotonicMs() + withinMs;
      while (monotonicMs() < until) {
        if (await peer.has(id).catch(() => false)) return monotonicMs();
        await pause(LOOK_EVERY_MS);
      }
      return null;
    },
    async reads({ count, restMs }) {
      const tookMs: number[] = [];
      for (let n = 0; n < count; n++) {
        tookMs.push(await readOnce());
        await pause(restMs);
      }
      return { tookMs, insideMs: [] };
    },
    async startReading({ restMs }) {
      const state = { stop: false, done: Promise.resolve<number[]>([]) };
      state.done = (async () => {
        const tookMs: number[] = [];
        while (!state.stop) {
          tookMs.push(await readOnce());
          await pause(restMs);
        }
        return tookMs;
      })();
      reading = state;
    },
    async stopReading(): Promise<Reads> {
      if (reading === undefined) throw new Error("nobody is reading");
      reading.stop = true;
      return { tookMs: await reading.done, insideMs: [] };
    },
    queue: ({ rows, sessionId }) => peer.queue(rows, sessionId),
    send: () => peer.send(),
    async close() {
      exchanging?.abort();
      await peer.close();
    },
  };
}
