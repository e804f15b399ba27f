import { type RouterVersion, routerVersion, type WirelessKind, wirelessKind } from "../values/version.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { type Account, seedAccounts } from "./accounts.ts";
import { expireCookies } from "./cookies.ts";
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
  "hotspotCookies",
  "ipBindings",
  "netwatch",
  "firewallFilter",
  "addressList",
  "simpleQueues",
  "schedulers",
] as const;
/** Given anew at every start: the accounts by whoever starts the simulator, the log by what happens. */
const OTHER_TABLES = ["users", "userGroups", "log"] as const;
export type TableName = (typeof FLASH_TABLES)[number] | (typeof OTHER_TABLES)[number];

export interface RouterOptions {
  readonly version: string;
  readonly accounts: readonly Account[];
  /** Epoch ms of the router's clock at boot. */
  readonly startAt: number;
  /** The WiFi drivers; those of the version when absent. */
  readonly wireless?: WirelessKind;
}

/** The router without its wire: tables, live sessions, and time, which passes only when `advance` says so. */
export class Router {
  readonly version: RouterVersion;
  readonly wireless: WirelessKind;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly sessions: HotspotSessions;
  /** MACs of devices that are switched off while their leases last. */
  readonly switchedOff = new Set<ByteString>();
  #now: number;
  #bootedAt: number;
  #boots = 0;
  #bootListeners: (() => void)[] = [];

  constructor(options: RouterOptions) {
    this.version = routerVersion(options.version);
    this.wireless = options.wireless ?? wirelessKind(this.version);
    this.#now = options.startAt;
    this.#bootedAt = options.startAt;
    this.tables = Object.fromEntries(
      [...FLASH_TABLES, ...OTHER_TABLES].map((name) => [name, new Table(name === "hotspotUsers" ? 0 : 1)]),
    ) as Record<TableName, Table>;
    this.sessions = new HotspotSessions(this);
    seedAccounts(this, options.accounts);
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
    expireCookies(this);
  }

  /** The router's clock is set, by hand or by NTP: its uptime knows nothing of it. */
  jumpClock(ms: number): void {
    this.#now += ms;
    this.#bootedAt += ms;
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
    this.tables.log.clear();
    for (const listener of this.#bootListeners) listener();
  }
}
