import { idSource } from "@mikro-dash/domain/ids";
import type { HlcStamp, HybridClock } from "@mikro-dash/domain/sync/hlc";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { Context } from "@mikro-dash/use-cases/context";
import type { Store } from "@mikro-dash/use-cases/store/store";
import type { RouterVoucher, WifiSource } from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Rng } from "./rng.ts";

/** What one command wrote, or may have written: the stamps that were drawn for its last attempt. */
export class Attempted {
  readonly #drawn: HlcStamp[] = [];
  /** Stamps of the write that was sent last. */
  stamps: readonly HlcStamp[] = [];
  /** `written`: the database said so. `unknown`: it was sent, and then came an error. */
  outcome: "nothing" | "written" | "unknown" = "nothing";

  drawing(stamps: HybridClock): Pick<HybridClock, "tick" | "observe"> {
    return {
      observe: (stamp) => stamps.observe(stamp),
      tick: () => {
        const stamp = stamps.tick();
        this.#drawn.push(stamp);
        return stamp;
      },
    };
  }

  /** @param between runs after the first read, before anything is written on it */
  noting(store: Store, between: (() => Promise<void>) | undefined): Store {
    let interrupt = between;
    return {
      ...store,
      read: async (queries) => {
        this.#drawn.length = 0;
        const answer = await store.read(queries);
        const first = interrupt;
        interrupt = undefined;
        await first?.();
        return answer;
      },
      write: async (guards, changes, readBack) => {
        this.stamps = [...this.#drawn];
        this.outcome = "unknown";
        const answer = await store.write(guards, changes, readBack);
        this.outcome = "written";
        return answer;
      },
    };
  }
}

export interface ContextParts {
  readonly host: Context["host"];
  readonly who: string;
  readonly clock: Clock;
  readonly stamps: HybridClock;
  readonly store: Store;
  readonly ids?: Context["ids"];
  readonly rng: Rng;
  readonly attempted: Attempted;
  readonly between?: (() => Promise<void>) | undefined;
  readonly aliveSpans?: Context["aliveSpans"] | undefined;
}

/** A context as one request gets it. */
export function shopContext(parts: ContextParts): Context {
  const { host, who, clock, stamps, store, rng, attempted, between } = parts;
  const randomBytes = rng.bytes;
  return {
    ...{ host, version: "convergence", requestId: who, clock, randomBytes },
    store: attempted.noting(store, between),
    ids: parts.ids ?? idSource({ clock, randomBytes }),
    stamps: attempted.drawing(stamps),
    actor: () => ({ name: who, device: who }),
    ...(parts.aliveSpans && { aliveSpans: parts.aliveSpans }),
    receiptLetter: host === "local" ? "D" : "P",
    sync: {
      state: () => ({
        ...{ online: true, pull: "http", lastPushAt: null, lastPullAt: null, clockOffsetMs: null },
        ...{ primaryProblem: null, freezeProposal: null, clockQuestion: null, clockProblem: null },
      }),
      questions: null,
    },
    wifi: ROUTER_THAT_KNOWS_EVERY_CODE,
    router: null,
    phoneUrl: "http://phone.example",
  };
}

export const PACKAGE_ID = "0195b000-0000-7000-8000-00000000c0de";

const VOUCHER: Omit<RouterVoucher, "id" | "code"> = {
  ...{ status: "available", packageId: PACKAGE_ID, profile: null, bytesLimit: null, bytesUsed: 0 },
  ...{ timeLimit: null, uptime: 0, isOnline: false, macAddress: null, deviceName: null },
  ...{ createdAt: null, lastSeenAt: null },
};

const NOTHING = { source: "cached", asOf: null, items: [] } as const;

const ROUTER_THAT_KNOWS_EVERY_CODE: WifiSource = {
  vouchers: async ({ q = "" }) => ({ ...NOTHING, items: [{ ...VOUCHER, id: q, code: q }] }),
  voucherPage: async () => ({ ...NOTHING, losses: NOTHING }),
  sessions: async () => NOTHING,
  devices: async () => NOTHING,
  networks: async () => NOTHING,
  losses: async () => NOTHING,
  sightings: async () => ({ router: null, mirror: null, cafe: null, routerProblem: null }),
};
