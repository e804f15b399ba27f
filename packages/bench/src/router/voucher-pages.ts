import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startNode } from "@mikro-dash/test-kit/processes";
import { waitFor, waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { type KeepAlive, keepAlive } from "../subjects/keep-alive.ts";
import { startEdge } from "./edge.ts";
import { voucherCode } from "./simulated-router.ts";
import { openStand } from "./stand.ts";

export interface VoucherPagesPlan {
  readonly vouchers: number;
  /** Every kind of page, so many times. */
  readonly rounds: number;
  /** So often nobody asks the shop's computer for a while, and then somebody does. */
  readonly pauses: number;
  readonly pauseMs: number;
}

/** Milliseconds of each page that was asked for, over HTTP, until its last byte. */
export interface VoucherPages {
  readonly local: readonly number[];
  /** Of the shop's computer: the first page after each while in which nobody asked. */
  readonly afterPause: readonly number[];
  readonly edge: readonly number[];
}

const LOCAL_API = join(import.meta.dirname, "../../../../apps/local-api/src/main.ts");
const MIRROR_MS = 10_000;
const PATIENCE_MS = 60_000;
/** The most that one command marks. */
const MARKED_AT_ONCE = 500;

/** What people look for: the first page, a later one, parts of codes, what nobody has, and what was printed or not. */
const pagesOf = (vouchers: number): readonly string[] => [
  "",
  `&cursor=${voucherCode(vouchers - 20)}`,
  "&q=v0",
  `&q=${voucherCode(vouchers).slice(1)}`,
  "&q=nobody",
  "&status=available",
  "&status=exhausted&packageId=0195b000-0000-7000-8000-000000000001",
  "&printed=yes",
  "&printed=no",
];

/** Searches and filters over all vouchers of a router, half of which were printed, by the shop's computer and by the phone. */
export async function measureVoucherPages(dir: string, plan: VoucherPagesPlan): Promise<VoucherPages> {
  const { vouchers, rounds } = plan;
  const ofShop = async (shop: Awaited<ReturnType<typeof startShop>>) => {
    try {
      return { local: await timed(shop, vouchers, rounds), afterPause: await timedAfterPauses(shop, plan) };
    } finally {
      await shop.stop();
    }
  };
  const stand = await openStand({
    ...{ dir, keeper: "mirror", place: "own", vouchers },
    intervalMs: MIRROR_MS,
  });
  try {
    await stand.keeper.sent({ vouchers_cache: vouchers }, 0, PATIENCE_MS);
    const local = await ofShop(await startShop(join(dir, "shop"), stand.router.port));
    const phone = await startEdge(stand.main, stand.database);
    const edge = await timed(phone, vouchers, rounds).finally(() => phone.stop());
    return { ...local, edge };
  } finally {
    await stand.close();
  }
}

async function timed(
  api: Pick<KeepAlive, "get" | "post">,
  vouchers: number,
  rounds: number,
): Promise<readonly number[]> {
  // Every other one: real codes are drawn, so those that were printed lie among the others.
  const printed = Array.from({ length: vouchers >> 1 }, (_, n) => voucherCode(2 * n + 1));
  for (let at = 0; at < printed.length; at += MARKED_AT_ONCE)
    await api.post("/api/v1/vouchers/printed", { codes: printed.slice(at, at + MARKED_AT_ONCE) });
  const took: number[] = [];
  // The first round is not counted: programs are warm when somebody searches among that many.
  for (let round = 0; round <= rounds; round++)
    for (const page of pagesOf(vouchers)) {
      const ms = await timedPage(api, page);
      if (round > 0) took.push(ms);
    }
  return took;
}

async function timedAfterPauses(
  shop: Pick<KeepAlive, "get">,
  { pauses, pauseMs }: VoucherPagesPlan,
): Promise<readonly number[]> {
  const took: number[] = [];
  for (let n = 0; n < pauses; n++) {
    await pause(pauseMs);
    took.push(await timedPage(shop, ""));
  }
  return took;
}

async function timedPage(api: Pick<KeepAlive, "get">, page: string): Promise<number> {
  const from = performance.now();
  await api.get(`/api/v1/vouchers?limit=50${page}`);
  return performance.now() - from;
}

/** The shop's computer, which has looked at the router; it knows of no primary. */
async function startShop(dir: string, routerPort: number) {
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const shop = await startNode({
    name: "local-api",
    script: LOCAL_API,
    env: {
      ...{ DATA_DIR: dir, PORT: String(port), WEB_DIST: dir, LOG_LEVEL: "warn" },
      ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(routerPort) },
      ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
      ...{ TURSO_DATABASE_URL: undefined, TURSO_AUTH_TOKEN: undefined, TURSO_AUTH_TOKEN_FILE: undefined },
      ...{ MIRROR_DATABASE_URL: undefined, MIRROR_AUTH_TOKEN: undefined, DATABASE_MODE: undefined },
      ...{ MIKRO_DASH_TEST_CLOCK_URL: undefined },
    },
  });
  const { get, post, close } = keepAlive(baseUrl);
  await waitForHttp(`${baseUrl}/health`, { ok: true, timeoutMs: PATIENCE_MS });
  const isLive = async () => JSON.parse(await get("/api/v1/vouchers?limit=1")).source === "live";
  await waitFor("a look at the router", isLive, { timeoutMs: PATIENCE_MS });
  return {
    ...{ get, post },
    async stop() {
      close();
      await shop.stop();
    },
  };
}
