import type { InStatement } from "@libsql/client/http";
import {
  type CacheTable,
  DEVICES_CACHE,
  type DeviceRow,
  type NetworkRow,
  SESSIONS_CACHE,
  VOUCHERS_CACHE,
  type VoucherRow,
  WIFI_NETWORKS_CACHE,
} from "@mikro-dash/db-schema/mirror/columns";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { RouterVoucher } from "@mikro-dash/router-gateway/menus/vouchers";
import type { RouterGateway } from "@mikro-dash/router-gateway/router-gateway";
import type { Logger } from "pino";
import { BootWatch } from "./boot-watch.ts";
import { deviceRow, networkRow, sessionRow, voucherRow } from "./cache/cache-rows.ts";
import { cacheStatements } from "./cache/cache-statements.ts";
import { HeldCache } from "./cache/held-cache.ts";
import { lossesOf, lossStatements } from "./cache/lost-usage.ts";
import { anyChange, sessionWorthWriting, voucherWorthWriting } from "./cache/worth-writing.ts";
import { mirrorHeartbeat, routerHeartbeat } from "./database/lease.ts";
import { DatabaseAway, LeaseLost, type MirrorDatabase } from "./database/mirror-database.ts";
import type { MirrorClock } from "./mirror-clock.ts";
import { ProblemLog } from "./problem-log.ts";
import { NOTHING_READ, type Readings, RouterReader } from "./router-reader.ts";

export interface MirrorParts {
  readonly gateway: RouterGateway;
  readonly database: MirrorDatabase;
  readonly clock: MirrorClock;
  readonly log: Logger;
  readonly intervalMs: number;
  readonly version: string;
  /** Who this mirror is to the lease, the same after a restart. */
  readonly holder: string;
  /** A look, or a while of resting, is over. */
  readonly onAlive: () => void;
}

/**
 * A heartbeat is due this long after the last one, by the time that passed or by the time it says: with a look every 10 s, one
 * is written every 20 s.
 */
const HEARTBEAT_MS = 15_000;
/** The router is kept busy at most a fifth of the time. */
const REST_PER_WORK = 4;

/** Reads the router, writes what changed, waits; one look at a time, until it is told to stop. */
export class Mirror {
  #parts: MirrorParts;
  #reader: RouterReader;
  #vouchers = new HeldCache(voucherWorthWriting);
  #sessions = new HeldCache(sessionWorthWriting);
  #devices = new HeldCache<DeviceRow>(anyChange);
  #networks = new HeldCache<NetworkRow>(anyChange);
  #deviceNames = new Map<string, string>();
  #boot = new BootWatch();
  #prepared = false;
  #epoch: number | null = null;
  /** Not after another mirror took over: it may be one that calls itself the same, from a copy of our directory. */
  #takesBack = true;
  /** A batch of which nobody knows whether it was done, or will be yet: neither is what the caches hold. */
  #isUnsure = false;
  #lastBeat: { now: number; at: EpochMs } | undefined;
  #routerSeenAt: EpochMs | null = null;
  #routerProblem: string | null = null;
  #routerVersion: string | null = null;
  #routerNews = false;
  #routerBusyMs = 0;
  #problems: ProblemLog;

  constructor(parts: MirrorParts) {
    this.#parts = parts;
    this.#reader = new RouterReader(parts.gateway);
    this.#problems = new ProblemLog(parts.log);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = this.#parts.clock.monotonic();
      this.#routerBusyMs = 0;
      await this.#cycle(signal);
      this.#parts.onAlive();
      const [tookMs, routerMs] = [this.#parts.clock.monotonic() - began, this.#routerBusyMs];
      this.#parts.log.debug({ tookMs: Math.round(tookMs), routerMs: Math.round(routerMs) }, "looked");
      const wait = this.#parts.intervalMs - tookMs;
      await this.#rest(Math.max(wait, REST_PER_WORK * this.#routerBusyMs), signal);
    }
    if (this.#epoch !== null) await this.#guarded(() => this.#parts.database.release(this.#epoch ?? 0));
  }

  /** A long rest is no silence: heartbeats go on. */
  async #rest(ms: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const until = clock.monotonic() + ms;
    for (let left = ms; left > 0 && !signal.aborted; left = until - clock.monotonic()) {
      await clock.pause(Math.min(left, HEARTBEAT_MS), signal);
      this.#parts.onAlive();
      const goesOn = clock.monotonic() < until && !signal.aborted && this.#epoch !== null;
      if (goesOn) await this.#guarded(() => this.#write(NOTHING_READ));
    }
  }

  async #cycle(signal: AbortSignal): Promise<void> {
    await this.#guarded(async () => {
      await this.#parts.clock.refresh();
      if (this.#epoch === null && !(await this.#takeOver())) return;
      const asked = this.#parts.clock.monotonic();
      const readings = await this.#reader.read(asked);
      this.#routerBusyMs = this.#parts.clock.monotonic() - asked;
      if (signal.aborted) return;
      this.#noteRouter(readings);
      await this.#write(readings);
    });
  }

  /** Whatever goes wrong with the database is said once, and tried again with the next look. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#problems.gone("database");
    } catch (error) {
      if (error instanceof LeaseLost) {
        this.#epoch = null;
        this.#takesBack = false;
        this.#problems.seen("lease", error.message);
      } else if (error instanceof DatabaseAway) {
        this.#problems.seen("database", error.message);
      } else throw error;
    }
  }

  async #takeOver(): Promise<boolean> {
    const { database, clock, log, version, holder } = this.#parts;
    if (!this.#prepared) await database.prepare();
    this.#prepared = true;
    const epoch = await database.takeLease(clock.now(), version, { holder, takesBack: this.#takesBack });
    if (epoch === null) {
      this.#epoch = null;
      this.#problems.seen("lease", "Another mirror holds the lease; waiting until it ends.");
      return false;
    }
    const held = await database.readCaches();
    const now = clock.monotonic();
    this.#vouchers.load(held.vouchers, now);
    this.#sessions.load(held.sessions, now);
    this.#devices.load(held.devices, now);
    this.#networks.load(held.networks, now);
    const isOwn = this.#epoch !== null && epoch === this.#epoch + 1;
    if (!isOwn) {
      this.#reader.forget();
      this.#boot.begin(held.routerSeenAt);
      log.info({ epoch, vouchers: held.vouchers.length }, "mirroring");
    }
    [this.#epoch, this.#isUnsure, this.#takesBack] = [epoch, false, true];
    this.#problems.gone("lease");
    return true;
  }

  #noteRouter(readings: Readings): void {
    const problem = readings.problem?.detail ?? null;
    this.#routerNews ||=
      problem !== this.#routerProblem ||
      (readings.info?.version ?? this.#routerVersion) !== this.#routerVersion;
    this.#routerProblem = problem;
    this.#routerVersion = readings.info?.version ?? this.#routerVersion;
    if (readings.answered) this.#routerSeenAt = this.#parts.clock.now();
    else this.#boot.away();
    if (problem === null) this.#problems.gone("router");
    else this.#problems.seen("router", problem);
  }

  async #write(readings: Readings): Promise<void> {
    // Under the next epoch a batch that is still on its way comes too late.
    if (this.#isUnsure && !(await this.#takeOver())) return;
    const { clock } = this.#parts;
    const [now, at] = [clock.monotonic(), clock.now()];
    const epoch = this.#epoch ?? 0;
    const syncedAt = new Date(at).toISOString();
    const statements: InStatement[] = [];
    const written: (() => void)[] = [];
    const wrote: Record<string, number> = {};
    const stage = <R extends { readonly id: string }>(
      table: CacheTable<R>,
      held: HeldCache<R>,
      rows: readonly R[] | undefined,
    ) => {
      if (!rows) return;
      const changes = held.changesTo(rows, now);
      const count = changes.upserts.length + changes.deletes.length;
      if (count > 0) wrote[table.name] = count;
      statements.push(...cacheStatements(table, changes, syncedAt));
      written.push(() => held.written(changes, now));
    };
    for (const device of readings.devices ?? []) {
      if (device.name !== null) this.#deviceNames.set(device.macAddress, device.name);
    }
    const sessions = readings.sessions?.map((one) => sessionRow(one, this.#sessions.rows()));
    const read = readings.vouchers ? this.#voucherRows(readings.vouchers, at) : undefined;
    const bootedAt = this.#boot.judge(readings.info?.bootedAt ?? null, read ?? []);
    if (bootedAt === undefined) this.#reader.askSurroundings();
    // Until it is known whether the router began again, its counters may not replace those from before.
    const vouchers = bootedAt === undefined ? undefined : read;
    if (vouchers) {
      if (bootedAt) statements.push(...this.#losses(vouchers, bootedAt, at, syncedAt));
      written.push(() => this.#boot.settle(vouchers, at));
    }
    stage(SESSIONS_CACHE, this.#sessions, sessions);
    stage(VOUCHERS_CACHE, this.#vouchers, vouchers);
    stage(DEVICES_CACHE, this.#devices, readings.devices?.map(deviceRow));
    stage(WIFI_NETWORKS_CACHE, this.#networks, readings.networks?.map(networkRow));
    const beat = this.#routerNews || this.#heartbeatDue(now, at);
    if (beat) {
      const beats = this.#heartbeats(epoch, at);
      wrote.heartbeats = beats.length;
      statements.push(...beats);
    }
    this.#isUnsure = statements.length > 0;
    const rowsWritten = this.#isUnsure ? await this.#parts.database.write(epoch, statements) : 0;
    this.#isUnsure = false;
    for (const done of written) done();
    if (statements.length === 0) return;
    if (beat) {
      this.#lastBeat = { now, at };
      this.#routerNews = false;
    }
    this.#parts.log.debug({ rowsWritten, wrote, tookMs: Math.round(clock.monotonic() - now) }, "written");
  }

  #voucherRows(vouchers: Iterable<RouterVoucher>, at: EpochMs): readonly VoucherRow[] {
    const rows: VoucherRow[] = [];
    for (const one of vouchers) {
      const name = this.#deviceNames.get(one.macAddress?.toUpperCase() ?? "") ?? null;
      const held = this.#vouchers.get(one.id);
      const row = voucherRow(one, name, at, held);
      // Nearly all of them say the same again: these are not kept twice.
      rows.push(held && !anyChange(held, row, 0) ? held : row);
    }
    return rows;
  }

  #losses(after: readonly VoucherRow[], bootedAt: EpochMs, now: EpochMs, syncedAt: string): InStatement[] {
    const losses = lossesOf((id) => this.#boot.lastOnline(id) ?? this.#vouchers.get(id), after);
    this.#parts.log.warn({ bootedAt, losses }, "the router began again");
    return lossStatements(losses, bootedAt, now, syncedAt);
  }

  #heartbeatDue(now: number, at: EpochMs): boolean {
    const last = this.#lastBeat;
    return !last || now - last.now >= HEARTBEAT_MS || at - last.at >= HEARTBEAT_MS;
  }

  #heartbeats(epoch: number, at: EpochMs): InStatement[] {
    const never = this.#routerSeenAt === null;
    return [
      mirrorHeartbeat(epoch, at, never ? this.#routerProblem : null),
      routerHeartbeat(this.#routerSeenAt, this.#routerVersion, this.#routerProblem),
    ];
  }
}
