import { type Refusal, refusal } from "@mikro-dash/domain/refusal";
import { err, ok } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { parseVoucherComment, restoredThrough, withRestoredMark } from "@mikro-dash/domain/voucher/comment";
import { type LostUsage, limitsAfterLoss, lossesAfter } from "@mikro-dash/domain/voucher/lost-usage";
import type {
  KnownVoucher,
  NetworkChange,
  NewVoucher,
  RouterAccess,
  VoucherChange,
} from "../wifi/router-access.ts";
import { findVouchers, voucherList } from "../wifi/voucher-list.ts";
import {
  lossesOf,
  type NotedLoss,
  type RouterVoucher,
  type VoucherFilter,
  type WifiSource,
} from "../wifi/wifi-source.ts";

/** A router in memory. The real one and its protocol are tested in router-gateway. */
export class FakeRouter implements RouterAccess, WifiSource {
  /** Made, in the order of making. */
  readonly users: (NewVoucher & { readonly id: string })[] = [];
  /** Calls of `createVouchers`, with the codes that each asked for. */
  readonly asked: (readonly string[])[] = [];
  /** Fails every code after this many more were made; then it is away. */
  failsAfter = Number.POSITIVE_INFINITY;
  away = false;
  /** It is away after as many more were removed. */
  removesBeforeAway = Number.POSITIVE_INFINITY;
  /** Ids of live sessions. */
  readonly online = new Set<string>();
  /** MAC → address of devices that have one, and the MACs that are cut off. */
  readonly addresses = new Map<string, string>();
  readonly cut = new Set<string>();
  internetCalls = 0;
  #lastLookAt: EpochMs | null = null;
  /** What the mirror noted; null = its database was never reached. */
  lossesNoted: readonly NotedLoss[] | null = [];
  /** After this many more were lowered the next answer is lost: it was done all the same. */
  lowersBeforeLost = Number.POSITIVE_INFINITY;
  cafeSeenAt: EpochMs | null = null;
  readonly #clock: Clock;
  #ids = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async createVouchers(vouchers: readonly NewVoucher[]) {
    this.asked.push(vouchers.map((voucher) => voucher.code));
    const created: { id: string; code: string }[] = [];
    const failed: { code: string; reason: string }[] = [];
    for (const voucher of vouchers) {
      const there = this.users.find(
        ({ code, comment }) => code === voucher.code && comment === voucher.comment,
      );
      if (there) created.push({ id: there.id, code: there.code });
      else if (this.failsAfter > 0) created.push({ id: this.add(voucher), code: voucher.code });
      else failed.push({ code: voucher.code, reason: "the router does not answer" });
    }
    return created.length === 0 ? err(refusal("ROUTER_UNAVAILABLE")) : ok({ created, failed });
  }

  add(voucher: NewVoucher): string {
    this.failsAfter -= 1;
    const id = `*${++this.#ids}`;
    this.users.push({ ...voucher, id });
    return id;
  }

  async vouchersMeant(refs: readonly string[]) {
    if (this.away) return this.#unavailable();
    return ok(this.users.filter((user) => isMeant(user, refs)).map(({ id, code }) => ({ id, code })));
  }

  async changeVoucher(ref: string, { timeLimit, bytesLimit, disabled }: VoucherChange) {
    if (this.away) return this.#unavailable();
    const at = this.users.findIndex((user) => isMeant(user, [ref]));
    const user = this.users[at];
    if (!user) return err(refusal("NOT_FOUND"));
    const limits = {
      ...(timeLimit === undefined ? {} : { timeLimit }),
      ...(bytesLimit === undefined ? {} : { bytesLimit }),
    };
    this.users[at] = { ...user, ...limits };
    return ok({ ...seen({ ...user, ...limits }), disabled: disabled ?? false });
  }

  async restoreUsage({ id, code }: KnownVoucher, losses: readonly LostUsage[]) {
    if (this.away) return this.#unavailable();
    const at = this.users.findIndex((user) => user.id === id && user.code === code);
    const user = this.users[at];
    if (!user) return err(refusal("NOT_FOUND"));
    const { bytesLimit, timeLimit } = user;
    const due = lossesAfter(losses, restoredThrough(user.comment));
    if (due.length === 0) return ok({ voucher: seen(user), before: null });
    const limits = limitsAfterLoss({ bytesLimit, timeLimitSeconds: timeLimit }, due);
    const comment = withRestoredMark(user.comment, epochMs(Math.max(...due.map((loss) => loss.bootedAt))));
    const now = { ...user, bytesLimit: limits.bytesLimit, timeLimit: limits.timeLimitSeconds, comment };
    this.users[at] = now;
    if (--this.lowersBeforeLost < 0) return this.#unavailable();
    return ok({ voucher: seen(now), before: { bytesLimit, timeLimit } });
  }

  async deleteVouchers(refs: readonly string[]) {
    if (this.away) return this.#unavailable();
    const deleted: { id: string; code: string }[] = [];
    const failed: { ref: string; refusal: Refusal }[] = [];
    for (const ref of refs) {
      const at = this.users.findIndex((user) => isMeant(user, [ref]));
      const [user] = at >= 0 && this.removesBeforeAway > 0 ? this.users.splice(at, 1) : [];
      if (user) deleted.push({ id: user.id, code: user.code });
      else failed.push({ ref, refusal: refusal(at < 0 ? "NOT_FOUND" : "ROUTER_UNAVAILABLE") });
      if (user) this.removesBeforeAway -= 1;
    }
    return deleted.length === 0 && failed.some((one) => one.refusal.code !== "NOT_FOUND")
      ? this.#unavailable()
      : ok({ deleted, failed });
  }

  async disconnect(sessionId: string) {
    if (this.away) return this.#unavailable();
    if (!this.online.delete(sessionId)) return err(refusal("NOT_FOUND"));
    return ok(undefined);
  }

  async changeNetwork(id: string, { ssid = "old", enabled = true }: NetworkChange) {
    return this.away ? this.#unavailable() : ok({ id, name: "wifi1", ssid, enabled, clients: 0 });
  }

  async cutOff() {
    return {
      source: this.away ? ("cached" as const) : ("live" as const),
      asOf: this.#cutSeenAt(),
      items: [...this.cut].map((macAddress) => ({ macAddress })),
    };
  }

  async setInternet(macAddress: string, allowed: boolean) {
    if (this.away) return this.#unavailable();
    const ipAddress = this.addresses.get(macAddress) ?? null;
    if (!allowed && ipAddress === null) return err(refusal("NOT_FOUND"));
    this.internetCalls += 1;
    if (allowed) this.cut.delete(macAddress);
    else this.cut.add(macAddress);
    return ok({ macAddress, ipAddress, allowed });
  }

  #cutSeenAt() {
    if (!this.away) this.#lastLookAt = this.#clock.now();
    return this.#lastLookAt;
  }

  #unavailable() {
    return err(refusal("ROUTER_UNAVAILABLE"));
  }

  async info() {
    return this.#unavailable();
  }

  async vouchers(filter: VoucherFilter) {
    return {
      source: "live" as const,
      asOf: this.#clock.now(),
      items: findVouchers(voucherList(this.users.map(seen)), filter),
    };
  }

  async voucherPage(filter: VoucherFilter) {
    return { ...(await this.vouchers(filter)), losses: await this.losses() };
  }

  async sessions() {
    return { source: "live" as const, asOf: this.#clock.now(), items: [] };
  }

  async devices() {
    const items = [...this.addresses].map(([macAddress, ipAddress]) => ({
      ...{ id: macAddress, macAddress, ipAddress, name: null, isOnline: true, seenOn: "lease" },
    }));
    return { source: "live" as const, asOf: this.#clock.now(), items };
  }

  networks = this.sessions;

  async losses() {
    const known = this.lossesNoted !== null;
    return {
      source: "live" as const,
      asOf: known ? this.#clock.now() : null,
      items: lossesOf(this.lossesNoted ?? [], this.users),
    };
  }

  async sightings() {
    return { router: this.#clock.now(), mirror: null, cafe: this.cafeSeenAt, routerProblem: null };
  }
}

const isMeant = ({ id, code }: { readonly id: string; readonly code: string }, refs: readonly string[]) =>
  refs.includes(id) || refs.includes(code);

function seen({
  id,
  code,
  profile,
  bytesLimit,
  timeLimit,
  comment,
}: FakeRouter["users"][number]): RouterVoucher {
  const { packageId = null, createdAt = null } = parseVoucherComment(comment) ?? {};
  return {
    ...{ id, code, status: "available", packageId, profile, bytesLimit, bytesUsed: 0, timeLimit, uptime: 0 },
    ...{ isOnline: false, macAddress: null, deviceName: null, createdAt, lastSeenAt: null },
  };
}
