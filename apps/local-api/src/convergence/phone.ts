import { hybridClock } from "@mikro-dash/domain/sync/hlc";
import type { Context } from "@mikro-dash/use-cases/context";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/node";
import type { Time } from "./clocks.ts";
import type { PrimaryServer } from "./primary-server.ts";
import type { Rng } from "./rng.ts";
import { type Attempted, shopContext } from "./shop-context.ts";

const SIGNS = "0123456789abcdefghijklmnopqrstuv";

/** One request as the edge opens it: straight to the primary, a node of its own, nothing remembered. */
export function edgeRequest(parts: {
  readonly primary: PrimaryServer;
  readonly time: Time;
  readonly who: string;
  readonly rng: Rng;
  readonly attempted: Attempted;
  readonly between: (() => Promise<void>) | undefined;
}): Context {
  const { primary, time, rng } = parts;
  const clock = { now: time.edge };
  const node = Array.from(rng.bytes(8), (byte) => SIGNS.charAt(byte & 31)).join("");
  const store = createStore({ db: drizzle({ client: primary.client }), kind: "primary" });
  return shopContext({ ...parts, host: "edge", clock, stamps: hybridClock({ node, clock }), store });
}
