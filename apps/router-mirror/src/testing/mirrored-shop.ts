import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type Row } from "@libsql/client/http";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach } from "vitest";

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A router with three vouchers, a database, and mirrors between them as they ship; all of it new for every test. */
export class MirroredShop {
  sqld!: Sqld;
  simulator!: Simulator;
  clock!: TestClock;
  db!: Client;
  /** Where every mirror keeps its state that is not started `elsewhere`. */
  dataDir!: string;
  elsewhere!: string;
  #directory!: string;
  #mirrors: RunningProcess[] = [];

  constructor() {
    beforeEach(() => this.#open());
    afterEach(() => this.#close());
  }

  async #open(): Promise<void> {
    [this.sqld, this.clock, this.simulator] = await Promise.all([
      startSqld(),
      startTestClock(NOON),
      startSimulator({ vouchers: 3, startAt: NOON }),
    ]);
    this.db = createClient({ url: this.sqld.url });
    this.#directory = mkdtempSync(join(tmpdir(), "mikro-dash-mirror-"));
    this.dataDir = join(this.#directory, "data");
    this.elsewhere = join(this.#directory, "elsewhere");
  }

  async #close(): Promise<void> {
    for (const mirror of this.#mirrors.splice(0)) await mirror.kill();
    await Promise.all([this.simulator.stop(), this.sqld.stop(), this.clock.stop()]);
    rmSync(this.#directory, { recursive: true });
  }

  async startMirror(env: Record<string, string> = {}): Promise<RunningProcess> {
    const mirror = await startNode({
      name: "router-mirror",
      script: join(import.meta.dirname, "../main.ts"),
      env: {
        ROUTER_HOST: "127.0.0.1",
        ROUTER_PORT: String(this.simulator.port),
        ROUTER_USER: "mikro-dash",
        ROUTER_PASSWORD: "mikro-dash",
        MIRROR_DATABASE_URL: this.sqld.url,
        MIRROR_INTERVAL_SECONDS: "0.2",
        MIKRO_DASH_TEST_CLOCK_URL: this.clock.url,
        DATA_DIR: this.dataDir,
        LOG_LEVEL: "debug",
        ...env,
      },
    });
    this.#mirrors.push(mirror);
    return mirror;
  }

  /** A mirror that has written all there is. */
  async mirrored(env: Record<string, string> = {}): Promise<RunningProcess> {
    const mirror = await this.startMirror(env);
    const all = async () => (await this.vouchers()).length === 3;
    await waitFor("the vouchers in the cache", all, { timeoutMs: 30_000 });
    return mirror;
  }

  async rows(sql: string): Promise<Row[]> {
    return (await this.db.execute(sql)).rows;
  }

  vouchers(): Promise<Row[]> {
    return this.rows("SELECT * FROM vouchers_cache ORDER BY code");
  }

  async beat(id: string): Promise<Row | undefined> {
    return (await this.rows(`SELECT * FROM heartbeats WHERE id = '${id}'`))[0];
  }

  looks(): number {
    return this.simulator.log.counts()["/ip/hotspot/active/print"] ?? 0;
  }

  /** The router is looked at `count` more times, and what the last but one look found has been written. */
  async afterLooks(count: number): Promise<void> {
    const wanted = this.looks() + count + 1;
    await waitFor(`${count} more looks at the router`, () => this.looks() >= wanted);
  }

  /** Counts every row that is written to the caches, by the database itself. */
  async countWrites(): Promise<() => Promise<number>> {
    const tables = ["vouchers_cache", "sessions_cache", "devices_cache", "wifi_networks_cache"];
    await this.db.execute("CREATE TABLE written (row TEXT)");
    for (const table of tables) {
      for (const event of ["INSERT", "UPDATE", "DELETE"]) {
        const body = `INSERT INTO written VALUES ('${table} ${event}')`;
        await this.db.execute(
          `CREATE TRIGGER ${table}_${event} AFTER ${event} ON ${table} BEGIN ${body}; END`,
        );
      }
    }
    return async () => (await this.rows("SELECT * FROM written")).length;
  }
}
