import { refusal } from "@mikro-dash/domain/refusal";
import { err, ok } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { parseVoucherComment } from "@mikro-dash/domain/voucher/comment";
import type { NewVoucher, RouterAccess } from "../wifi/router-access.ts";
import {
  filterVouchers,
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
  cafeSeenAt: EpochMs | null = null;
  readonly #clock: Clock;

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
    const id = `*${this.users.length + 1}`;
    this.users.push({ ...voucher, id });
    return id;
  }

  async info() {
    return err(refusal("ROUTER_UNAVAILABLE"));
  }

  async vouchers(filter: VoucherFilter) {
    return {
      source: "live" as const,
      asOf: this.#clock.now(),
      items: filterVouchers(this.users.map(seen), filter),
    };
  }

  async sessions() {
    return { source: "live" as const, asOf: this.#clock.now(), items: [] };
  }

  devices = this.sessions;
  networks = this.sessions;

  async sightings() {
    return { router: this.#clock.now(), mirror: null, cafe: this.cafeSeenAt, routerProblem: null };
  }
}

function seen({
  id,
  code,
  profile,
  bytesLimit,
  timeLimit,
  comment,
}: FakeRouter["users"][number]): RouterVoucher {
  const { packageId = null } = parseVoucherComment(comment) ?? {};
  return {
    ...{ id, code, status: "available", packageId, profile, bytesLimit, bytesUsed: 0, timeLimit, uptime: 0 },
    ...{ isOnline: false, macAddress: null, deviceName: null, createdAt: null, lastSeenAt: null },
  };
}
