import type { VoucherRow } from "@mikro-dash/db-schema/mirror/columns";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

type Counters = Pick<VoucherRow, "id" | "bytesUsed" | "uptime">;

/** Knows whether the router began again since it was last seen, by this mirror or the one before. */
export class BootWatch {
  #seenAt: EpochMs | null = null;
  #settled = false;
  /** Vouchers that were online at the last look: newer than what was worth writing. */
  #online = new Map<string, VoucherRow>();

  /** @param seenAt when the last mirror last saw the router */
  begin(seenAt: EpochMs | null): void {
    this.#seenAt = seenAt;
    this.#settled = false;
    this.#online.clear();
  }

  /** It does not answer: it may be beginning again. */
  away(): void {
    this.#settled = false;
  }

  /**
   * A router may be back before anybody missed it: what somebody who was online had used does not get less otherwise.
   * @param bootedAt what the router says; null when it was not asked this time
   * @returns when it began again, null when it did not; undefined when it has to be asked
   */
  judge(bootedAt: EpochMs | null, vouchers: Iterable<Counters>): EpochMs | null | undefined {
    for (const { id, bytesUsed, uptime } of this.#settled ? vouchers : []) {
      const then = this.#online.get(id);
      if (then && (bytesUsed < then.bytesUsed || uptime < then.uptime)) this.#settled = false;
    }
    if (this.#settled) return null;
    if (bootedAt === null) return undefined;
    return this.#seenAt !== null && bootedAt > this.#seenAt ? bootedAt : null;
  }

  /** What was last read of a voucher that was online then. */
  lastOnline(voucherId: string): VoucherRow | undefined {
    return this.#online.get(voucherId);
  }

  /** What follows from the judgement is written down. */
  settle(vouchers: readonly VoucherRow[], at: EpochMs): void {
    this.#settled = true;
    this.#seenAt = at;
    this.#online = new Map(vouchers.filter((row) => row.isOnline).map((row) => [row.id, row]));
  }
}
