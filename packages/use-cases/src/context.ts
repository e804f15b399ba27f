import type { IdSource } from "@mikro-dash/domain/ids";
import type { AliveSpan } from "@mikro-dash/domain/session/reviews";
import type { HybridClock } from "@mikro-dash/domain/sync/hlc";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { ConsoleDays } from "./consoles/console-days.ts";
import type { Store } from "./store/store.ts";
import type { SyncSource } from "./system/sync-source.ts";
import type { RouterAccess } from "./wifi/router-access.ts";
import type { WifiSource } from "./wifi/wifi-source.ts";

export interface Actor {
  readonly name: string;
  /** `desktop`, or the id of a paired phone. */
  readonly device: string;
}

/** Everything a use-case may reach. Made for each request; both APIs fill it with their own parts. */
export interface Context {
  readonly host: "local" | "edge";
  readonly version: string;
  readonly requestId: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly stamps: Pick<HybridClock, "tick" | "observe">;
  /** Bytes from a cryptographic source: pairing codes, device tokens, voucher codes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Known after the first read: the edge learns it from the token in the same round trip. */
  readonly actor: () => Actor;
  /** First letter of this writer's receipt numbers, so that two writers apart cannot collide. */
  readonly receiptLetter: string;
  readonly sync: SyncSource;
  /** The café's own heartbeat, as the shop's computer kept it; absent on the edge, which cannot know. */
  readonly aliveSpans?: () => readonly AliveSpan[];
  /** How long the consoles play, as the shop's computer sees it; absent on the edge, which does not look. */
  readonly consoleDays?: ConsoleDays;
  readonly wifi: WifiSource;
  /** The router itself; null on the edge, where it is out of reach. */
  readonly router: RouterAccess | null;
  /** Where a paired phone opens the app, for pairing links. */
  readonly phoneUrl: string;
}
