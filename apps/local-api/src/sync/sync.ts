import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Logger } from "pino";
import type { ShopClock } from "../clock/shop-clock.ts";
import type { WriterStamps } from "../clock/writer-stamps.ts";
import { readState, writeState } from "../database/sync-state.ts";
import { queue } from "../server/command-queue.ts";
import { AgentSupervisor } from "./agent/supervisor.ts";
import { DeadLetters } from "./dead-letters.ts";
import { Link } from "./link.ts";
import { Meeting } from "./meeting.ts";
import { mergePulled } from "./merge-pulled.ts";
import { compareEachNight, compareNow, type NightlyParts } from "./nightly.ts";
import { noteAddress } from "./note-address.ts";
import { connectPrimary, type PrimaryAddress } from "./primary.ts";
import { BUSY_INTERVAL_MS, PullLoop, type PullSource } from "./pull.ts";
import { type PulledTable, readCursors } from "./pulled.ts";
import { PushLoop } from "./push.ts";
import { requestIdsOf } from "./request-ids.ts";
import { readSyncMetrics, SyncMetrics } from "./sync-metrics.ts";

const DEADLINE_MS = 5_000;
const LAST_PUSH_MS = 2_000;
const COMPARE_EVERY_MS = 10 * 60_000;
const COMPARE_AGAIN_MS = 5_000;

export interface SyncStatus {
  readonly online: boolean;
  readonly pull: PullSource;
  readonly lastPushAt: EpochMs | null;
  readonly lastPullAt: EpochMs | null;
  readonly clockOffsetMs: number | null;
  readonly offlineSince: EpochMs | null;
  /** Why the primary cannot be used, in a sentence; null = nothing is wrong. */
  readonly primaryProblem: string | null;
}

export interface Sync {
  /** A row was written: push it now. */
  wakePush(): void;
  /** A page was opened: look now. */
  wakePull(): void;
  /** What happens each night: the last two days are compared with the primary and repaired. */
  compareNow(): Promise<void>;
  /** Prometheus text. */
  metrics(): Promise<string>;
  status(): SyncStatus;
  /** One last push, at most 2 s; the agent is ended. */
  stop(): Promise<void>;
}

export interface SyncParts {
  readonly local: Client;
  readonly dataDir: string;
  /** Null: a shop without a cloud, which works. */
  readonly address: PrimaryAddress | null;
  readonly withReplica: boolean;
  readonly node: string;
  readonly stamps: WriterStamps;
  readonly clock: ShopClock;
  readonly log: Logger;
  /** For the sync agent; without secrets. */
  readonly agentEnv: Readonly<Record<string, string | undefined>>;
  readonly isBusy: () => boolean;
  /** Runs something while no command does. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** Names of the tables that a pull changed. */
  readonly onChanged: (tables: readonly string[]) => void;
  /** Online or not, or what is pending, has changed. */
  readonly onStatus: () => void;
  /** Until a primary of another schema is looked at again; the usual time by default. */
  readonly compareAgainMs?: number | undefined;
}

export async function startSync(parts: SyncParts): Promise<Sync> {
  const { local, address, clock } = parts;
  const deadLetters = new DeadLetters(local);
  if (address === null) return localOnly(local);

  await noteAddress(local, address.url);
  const stopping = new AbortController();
  const ending = new AbortController();
  const link = new Link({ now: clock.now, random: Math.random, onChange: parts.onStatus });
  let authToken = address.authToken;
  const primary = connectPrimary(address, {
    ...{ deadlineMs: DEADLINE_MS, signal: ending.signal },
    onToken(token) {
      authToken = token;
      parts.log.info("another token is in use");
      agent?.restart();
    },
  });
  const meeting = new Meeting({
    ...{ local, primary, clock, node: parts.node, stamps: parts.stamps, log: parts.log },
    exclusive: parts.exclusive,
    onSchemaRight() {
      deadLetters.tryAgain();
      push.wake();
    },
  });
  const beforeExchange = () => meeting.ensure();
  let lastPullAt: EpochMs | null = null;
  const metrics = new SyncMetrics();
  const onPulled = (tookMs: number) => {
    metrics.pull.observeMs(tookMs);
    lastPullAt = clock.now();
  };
  // Merges of the two sources must not interleave: each moves the same cursors.
  const mergeTurn = queue();
  const mergeNow = async (tables: readonly PulledTable[]) => {
    const changed = await mergePulled(local, parts.stamps, tables);
    const rows = tables.flatMap(({ name, rows }) => rows.map(([, , json]) => ({ table: name, json })));
    const requestIds = requestIdsOf(rows);
    if (rows.length > 0)
      parts.log.info({ rows: rows.length, requestIds, changed }, "rows came from the primary");
    if (changed.length === 0) return;
    push.notePulled();
    parts.onChanged(changed);
  };
  const merge = (tables: readonly PulledTable[]) => mergeTurn(() => mergeNow(tables));
  const agent = parts.withReplica ? newAgent() : null;
  const push = new PushLoop({
    local,
    primary,
    node: parts.node,
    link,
    deadLetters,
    log: parts.log,
    learnTime: clock.learn,
    onRestoredPrimary: () => {
      pull.lookBack();
      agent?.rebuild().catch((error) => parts.log.error({ error: String(error) }, "no new replica"));
    },
    now: clock.now,
    onPushed: parts.onStatus,
    onAccepted: (ms) => metrics.push.observeMs(ms),
    beforeExchange,
  });
  const pull = new PullLoop({
    primary,
    agent,
    link,
    log: parts.log,
    readCursors: () => readCursors(local),
    merge,
    onPulled,
    isBusy: parts.isBusy,
    beforeExchange,
  });

  function newAgent(): AgentSupervisor {
    return new AgentSupervisor(
      {
        dataDir: parts.dataDir,
        primaryUrl: address?.url ?? "",
        authToken: () => authToken,
        log: parts.log,
        env: parts.agentEnv,
        readCursors: () => readCursors(local),
        merge,
        onSynced: (tookMs) => {
          link.succeeded();
          onPulled(tookMs);
        },
        isOnline: () => link.online,
        onTrouble: () => pull.wake(),
        replicaNumber: {
          read: async () => Number((await readState(local, "replica.number")) ?? 1),
          write: (n) => writeState(local, "replica.number", String(n)),
        },
      },
      BUSY_INTERVAL_MS,
    );
  }

  const nightly: NightlyParts = {
    ...{ local, primary, log: parts.log, now: clock.now, random: Math.random },
    ...{ isBusy: parts.isBusy, onChanged: parts.onChanged, wakePush: () => push.wake() },
    compareReplica: () => agent?.compare(),
  };
  const loops = Promise.all([
    push.run(stopping.signal),
    pull.run(stopping.signal),
    keepComparing(
      { meeting, link, onStatus: parts.onStatus, againMs: parts.compareAgainMs ?? COMPARE_AGAIN_MS },
      stopping.signal,
    ),
    compareEachNight(nightly, stopping.signal),
  ]);
  return {
    wakePush: () => push.wake(),
    wakePull: () => pull.wake(),
    metrics: () => readSyncMetrics(local, metrics, clock.offsetMs),
    compareNow: () => compareNow(nightly, stopping.signal),
    status: () => ({
      online: link.online,
      pull: pull.source,
      lastPushAt: push.lastPushAt,
      lastPullAt,
      clockOffsetMs: clock.offsetMs,
      offlineSince: link.offlineSince,
      primaryProblem: link.problem ?? meeting.problem,
    }),
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => ending.abort(), LAST_PUSH_MS);
      await Promise.all([agent?.stop(), loops]);
      await push.drain(ending.signal).catch(() => undefined); // the next life pushes what is left
      clearTimeout(timer);
      ending.abort();
      primary.close();
    },
  };
}

/** Somebody migrates the primary, or the other computer's program, while we run. */
async function keepComparing(
  {
    meeting,
    link,
    onStatus,
    againMs,
  }: { meeting: Meeting; link: Link; onStatus: () => void; againMs: number },
  signal: AbortSignal,
): Promise<void> {
  let comparedAt = performance.now();
  while (!signal.aborted) {
    await pause(againMs, undefined, { signal }).catch(() => undefined);
    const before = meeting.problem;
    const isDue = before !== null || performance.now() - comparedAt > COMPARE_EVERY_MS;
    if (!isDue || !link.online) continue;
    await meeting.compareSchemas().catch(() => undefined); // the loops say why
    comparedAt = performance.now();
    if (meeting.problem !== before) onStatus();
  }
}

const localOnly = (local: Client): Sync => ({
  metrics: () => readSyncMetrics(local, new SyncMetrics(), null),
  wakePush: () => undefined,
  wakePull: () => undefined,
  compareNow: async () => undefined,
  stop: async () => undefined,
  status: () => ({
    online: false,
    pull: "none",
    lastPushAt: null,
    lastPullAt: null,
    clockOffsetMs: null,
    offlineSince: null,
    primaryProblem: null,
  }),
});
