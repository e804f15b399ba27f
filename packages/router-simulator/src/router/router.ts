import { type RouterVersion, routerVersion } from "../values/version.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { HotspotSessions } from "./hotspot-sessions.ts";
import { Table } from "./table.ts";

/** Tables that live in the router's flash: they survive a power cut. */
export const FLASH_TABLES = [
  "identity",
  "hotspotServers",
  "hotspotProfiles",
  "hotspotUserProfiles",
  "hotspotUsers",
  "leases",
  "interfaces",
  "wireless",
  "securityProfiles",
] as const;
export type TableName = (typeof FLASH_TABLES)[number];

export type AccountGroup = "full" | "write" | "read";

export interface Account {
  readonly name: ByteString;
  readonly password: ByteString;
  readonly group: AccountGroup;
}

export interface RouterOptions {
  readonly version: string;
  readonly accounts: readonly Account[];
  /** Epoch ms of the router's clock at boot. */
  readonly startAt: number;
}

/** The router without its wire: tables, live sessions, and time, which passes only when `advance` says so. */
export class Router {
  readonly version: RouterVersion;
  readonly accounts: readonly Account[];
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly sessions: HotspotSessions;
  #now: number;
  #bootedAt: number;
  #boots = 0;
  #bootListeners: (() => void)[] = [];

  constructor(options: RouterOptions) {
    this.version = routerVersion(options.version);
    this.accounts = options.accounts;
    this.#now = options.startAt;
    this.#bootedAt = options.startAt;
    this.tables = Object.fromEntries(
      FLASH_TABLES.map((name) => [name, new Table(name === "hotspotUsers" ? 0 : 1)]),
    ) as Record<TableName, Table>;
    this.sessions = new HotspotSessions(this);
  }

  /** Epoch ms. */
  get now(): number {
    return this.#now;
  }

  /** Whole seconds since the last boot. */
  get uptimeSeconds(): number {
    return Math.floor((this.#now - this.#bootedAt) / 1000);
  }

  get boots(): number {
    return this.#boots;
  }

  /** Called when the router goes down: whoever holds connections to it drops them. */
  onBoot(listener: () => void): void {
    this.#bootListeners.push(listener);
  }

  advance(ms: number): void {
    this.sessions.accrue(ms, (step) => {
      this.#now += step;
    });
  }

  /** An orderly restart: live sessions end as at a logout, so their counters are kept. */
  reboot(): void {
    this.sessions.logoutAll();
    this.#restart();
  }

  /** The light goes out: what live sessions had counted since their login is lost. */
  powerCut(): void {
    this.sessions.loseAll();
    this.#restart();
  }

  #restart(): void {
    this.#bootedAt = this.#now;
    this.#boots += 1;
    for (const listener of this.#bootListeners) listener();
  }
}
