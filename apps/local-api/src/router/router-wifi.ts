import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { ok } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { mapInPieces } from "@mikro-dash/router-gateway/in-pieces";
import type { RouterGateway } from "@mikro-dash/router-gateway/router-gateway";
import type { KnownVoucher, RouterAccess } from "@mikro-dash/use-cases/wifi/router-access";
import {
  byCode,
  findVouchers,
  searchKey,
  type VoucherList,
  voucherList,
} from "@mikro-dash/use-cases/wifi/voucher-list";
import {
  lossesOf,
  type RouterDevice,
  type RouterNetwork,
  type RouterSession,
  type RouterVoucher,
  type Sourced,
  type VoucherFilter,
  type WifiSource,
} from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Logger } from "pino";
import type { LostUsageLook } from "./lost-usage-look.ts";
import { RouterLook } from "./router-look.ts";
import type { SnapshotKind } from "./snapshots.ts";
import { voucherSeen } from "./voucher-seen.ts";

/** So that the last look is never much older than the router's disappearance. */
const LOOK_EVERY_MS = 60_000;
/** Who decides by a voucher does not wait for the router while the list is younger; a page never does, but then it is a cached one. */
const VOUCHERS_HELD_MS = 15_000;
const WARM_EVERY_MS = 5_000;

export interface RouterWifi extends WifiSource, Pick<RouterAccess, "cutOff"> {
  /** Looks at the router once a minute, whether anybody asks or not. */
  keepLooking(signal: AbortSignal): Promise<void>;
  /** Something was changed on the router: nobody gets an older list of these from now on. */
  outdated(...kinds: readonly SnapshotKind[]): void;
  /** The router told how this voucher stands after a change of ours. */
  voucherChanged(voucher: RouterVoucher): void;
  /** The router told that it made these just now. */
  vouchersMade(vouchers: readonly RouterVoucher[]): void;
  vouchersDeleted(vouchers: readonly KnownVoucher[]): void;
}

export async function routerWifi(parts: {
  readonly gateway: RouterGateway;
  readonly losses: LostUsageLook;
  readonly local: Client;
  readonly clock: Clock;
  readonly log: Logger;
  /** Who was shown an old list of vouchers can have a newer one. */
  readonly onNewerVouchers: () => void;
}): Promise<RouterWifi> {
  const { gateway, losses, local, clock, log, onNewerVouchers } = parts;
  const common = { local, clock, log, isUp: () => gateway.linkState().state === "up" };
  const sessions = new RouterLook<RouterSession>({
    ...common,
    kind: "sessions",
    async ask() {
      const found = await gateway.sessions();
      return found.ok
        ? ok(found.value.map(({ code, uptimeSeconds, ...row }) => sessionOf(row, code, uptimeSeconds)))
        : found;
    },
  });
  const devices = new RouterLook<RouterDevice>({
    ...common,
    kind: "devices",
    async ask() {
      const found = await gateway.devices();
      return found.ok ? ok(found.value.map((device) => ({ ...device, id: device.macAddress }))) : found;
    },
  });
  const vouchers = new RouterLook<RouterVoucher>({
    ...{ ...common, kind: "vouchers", heldMs: VOUCHERS_HELD_MS },
    ask: askVouchers,
    onNewer: onNewerVouchers,
  });
  /** By the items of a look. */
  const lists = new WeakMap<readonly RouterVoucher[], VoucherList>();
  const networks = new RouterLook<RouterNetwork>({
    ...common,
    kind: "networks",
    ask: () => gateway.networks(),
  });
  const cutOff = new RouterLook<{ readonly macAddress: string }>({
    ...common,
    kind: "internet",
    async ask() {
      const found = await gateway.cutOff();
      return found.ok ? ok(found.value.map(({ macAddress }) => ({ macAddress }))) : found;
    },
  });
  const looks = [sessions, devices, vouchers, networks, cutOff] as const;
  for (const look of looks) await look.restore();

  async function askVouchers() {
    const found = await gateway.vouchers();
    if (!found.ok) return found;
    const now = clock.now();
    const seen = (await mapInPieces(found.value, (voucher) => voucherSeen(voucher, now))).toSorted(byCode);
    lists.set(seen, { vouchers: seen, keys: await mapInPieces(seen, searchKey) });
    return ok(seen);
  }

  async function keepWarm(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await vouchers.keepWarm();
      await pause(WARM_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  function listOf(items: readonly RouterVoucher[]): VoucherList {
    const list = lists.get(items) ?? voucherList(items);
    lists.set(items, list);
    return list;
  }

  function matching({ items, ...provenance }: Sourced<RouterVoucher>, filter: VoucherFilter) {
    return { ...provenance, items: findVouchers(listOf(items), filter) };
  }

  function knownLosses() {
    const { items, ...provenance } = losses.now();
    const there = vouchers.lastItems;
    return { ...provenance, items: there === null ? items : lossesOf(items, there) };
  }

  return {
    async vouchers(filter) {
      return matching(await vouchers.now(), filter);
    },
    async voucherPage(filter) {
      return { ...matching(await vouchers.shown(), filter), losses: knownLosses() };
    },
    sessions: () => sessions.now(),
    devices: () => devices.now(),
    networks: () => networks.now(),
    cutOff: () => cutOff.now(),
    losses: async () => knownLosses(),
    async sightings() {
      const link = gateway.linkState();
      const seen = looks.flatMap((look) => look.seenAt ?? []).sort((a, b) => a - b);
      return {
        router: seen.at(-1) ?? null,
        mirror: null,
        cafe: clock.now(),
        routerProblem: link.state === "down" ? link.reason : null,
      };
    },
    outdated(...kinds) {
      for (const look of looks) if (kinds.includes(look.kind)) look.outdated();
    },
    voucherChanged(voucher) {
      vouchers.changed((items) => [...items.filter(({ id }) => id !== voucher.id), voucher]);
    },
    vouchersMade(made) {
      // A look may have seen some of them already, which knows more of these.
      vouchers.changed((items) => {
        const there = new Set(items.map(({ id }) => id));
        return [...items, ...made.filter(({ id }) => !there.has(id))];
      });
    },
    vouchersDeleted(deleted) {
      const ids = new Set(deleted.map(({ id }) => id));
      vouchers.changed((items) => items.filter(({ id }) => !ids.has(id)));
    },
    async keepLooking(signal) {
      const warm = keepWarm(signal);
      let problem: string | null = null;
      while (!signal.aborted) {
        try {
          for (const look of looks) if (!(await look.look())) break;
          const link = gateway.linkState();
          const now = link.state === "down" ? link.reason : null;
          if (now !== null && now !== problem) log.warn({ reason: now }, "the router cannot be used");
          if (now === null && problem !== null) log.info("the router can be used again");
          problem = now;
        } catch (error) {
          log.error({ error: String(error) }, "the look at the router failed");
        }
        await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
      await warm;
    },
  };
}

function sessionOf(
  row: {
    id: string;
    macAddress: string | null;
    ipAddress: string | null;
    bytesIn: number;
    bytesOut: number;
    startedAt: number;
  },
  voucherCode: string,
  uptime: number,
): RouterSession {
  const { id, macAddress, ipAddress, bytesIn, bytesOut, startedAt } = row;
  return { id, voucherCode, macAddress, ipAddress, bytesIn, bytesOut, uptime, startedAt };
}
