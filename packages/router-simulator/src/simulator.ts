import type { AddressInfo } from "node:net";
import { CommandLog } from "./api/command-log.ts";
import type { Served } from "./api/connection.ts";
import { serveApi } from "./api/server.ts";
import { menusOf } from "./api/system-menus.ts";
import { serveControl } from "./control.ts";
import { Faults } from "./faults.ts";
import type { Account } from "./router/accounts.ts";
import { keepFlash, restoreFlash } from "./router/flash.ts";
import { Router } from "./router/router.ts";
import { type Seed, seedRouter, seedVouchers } from "./router/seed.ts";
import type { WirelessKind } from "./values/version.ts";
import { bytesOf } from "./wire/byte-string.ts";

export interface SimulatorOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly controlPort?: number;
  readonly host?: string;
  readonly accounts?: readonly Account[];
  /** RouterOS version: decides `!empty`, the WiFi menu, the words of refusals. */
  readonly version?: string;
  /** The WiFi drivers; those of the version when absent. */
  readonly wireless?: WirelessKind;
  readonly seed?: Seed;
  readonly vouchers?: number;
  /** A file that plays the router's flash; none: everything is forgotten at the end. */
  readonly stateFile?: string;
  /** Epoch ms of the router's clock at boot; noon of 22 November 2026 when absent. */
  readonly startAt?: number;
}

export interface Simulator {
  readonly port: number;
  readonly controlUrl: string;
  readonly router: Router;
  readonly faults: Faults;
  readonly log: CommandLog;
  stop(): Promise<void>;
}

export const DEFAULT_VERSION = "7.20.4";
export const DEFAULT_ACCOUNT: Account = { name: "mikro-dash", password: "mikro-dash", group: "full" };

/** A router on the loopback, speaking the RouterOS API. Its time stands still until somebody calls `router.advance`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const accounts = (options.accounts ?? [DEFAULT_ACCOUNT]).map((account) => ({
    ...account,
    name: bytesOf(account.name),
    password: bytesOf(account.password),
  }));
  const router = new Router({
    version: options.version ?? DEFAULT_VERSION,
    accounts,
    startAt: options.startAt ?? Date.UTC(2026, 10, 22, 12),
    ...(options.wireless === undefined ? {} : { wireless: options.wireless }),
  });
  const restored = options.stateFile !== undefined && restoreFlash(router, options.stateFile);
  if (!restored) {
    seedRouter(router, options.seed ?? "cafe");
    seedVouchers(router, options.vouchers ?? 0);
  }
  if (options.stateFile !== undefined) keepFlash(router, options.stateFile);
  const served: Served = { router, menus: menusOf(router), faults: new Faults(), log: new CommandLog() };
  const api = await serveApi(served, options.host ?? "127.0.0.1", options.port ?? 0);
  router.onBoot(() => api.goDown(0));
  const control = await serveControl(served, api, options.controlPort ?? 0).catch(async (error: unknown) => {
    await api.stop();
    throw error;
  });
  return {
    port: api.port,
    controlUrl: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
    router,
    faults: served.faults,
    log: served.log,
    async stop() {
      control.closeAllConnections();
      await new Promise((resolve) => control.close(resolve));
      await api.stop();
    },
  };
}
