import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { idSource } from "@mikro-dash/domain/ids";
import { hybridClock } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "@mikro-dash/use-cases/context";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql";
import fastify from "fastify";
import { frameworkErrors, mountDispatch } from "../fastify.ts";
import { handlers } from "../handlers/every-handler.ts";
import type { HttpContext } from "../http-context.ts";

const nothingSeen = { source: "cached" as const, asOf: null, items: [] };
const noWifi: Context["wifi"] = {
  vouchers: async () => nothingSeen,
  voucherPage: async () => ({ ...nothingSeen, losses: nothingSeen }),
  sessions: async () => nothingSeen,
  devices: async () => nothingSeen,
  networks: async () => nothingSeen,
  losses: async () => nothingSeen,
  sightings: async () => ({ router: null, mirror: null, cafe: null, routerProblem: null }),
};
const alone: Context["sync"] = {
  state: () => ({
    ...{ online: false, pull: "none", lastPushAt: null, lastPullAt: null, clockOffsetMs: null },
    ...{ primaryProblem: null, freezeProposal: null, clockQuestion: null, clockProblem: null },
  }),
  questions: null,
};

/** The shop's handlers over a database file of their own, on a free port of this machine; without sync and router. */
export async function startShopServer() {
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-http-"));
  const client = createClient({ url: `file:${join(directory, "local.db")}` });
  await migrate(client, "shared");
  await migrate(client, "local");
  const clock = { now: () => epochMs(Date.now()) };
  const ids = idSource({ clock, randomBytes });
  const store = createStore({ db: drizzle({ client }), kind: "local" });
  const stamps = hybridClock({ node: "testnode", clock });
  const errors: object[] = [];
  const context: HttpContext<Context> = {
    ...{ host: "local", authenticate: "none", allowedHosts: ["127.0.0.1"], allowedOrigins: [], handlers },
    newRequestId: () => ids.next(),
    log: { info: () => {}, error: (fields) => errors.push(fields) },
    open: ({ requestId }) => ({
      ...{ host: "local", version: "test", requestId, store, clock, ids, stamps, randomBytes },
      ...{ actor: () => ({ name: "cashier", device: "desktop" }), receiptLetter: "D", sync: alone },
      ...{ wifi: noWifi, router: null, phoneUrl: "http://phone.example" },
    }),
  };
  const server = fastify({ frameworkErrors: frameworkErrors(context) });
  mountDispatch(server, context);
  const baseUrl = await server.listen({ host: "127.0.0.1", port: 0 });
  const stop = async () => {
    await server.close();
    client.close();
    await rm(directory, { recursive: true });
  };
  return { baseUrl, errors, stop };
}
