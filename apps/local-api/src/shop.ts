import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { HttpContext } from "@mikro-dash/http/http-context";
import type { Context } from "@mikro-dash/use-cases/context";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/node";
import type { Logger } from "pino";
import manifest from "../package.json" with { type: "json" };
import { clockProblem, clockQuestionAt } from "./clock/clock-question.ts";
import { beginClockLife } from "./clock/lives.ts";
import { type Config, problem } from "./config.ts";
import { keptConsoleDays } from "./consoles/kept-console-days.ts";
import { watchConsoles } from "./consoles/watch-consoles.ts";
import { keepCheckpointing } from "./database/checkpoints.ts";
import { noticingWrites } from "./database/noticed-writes.ts";
import { aliveSpans } from "./heartbeat/alive-spans.ts";
import { beatForPhones } from "./heartbeat/cafe-heartbeat.ts";
import { freezeProposal } from "./heartbeat/freeze-proposal.ts";
import { beatLocally, beginLife, endLife } from "./heartbeat/local-heartbeat.ts";
import { openRouter } from "./router/router.ts";
import { afterAnswers } from "./server/after-answers.ts";
import { queue } from "./server/command-queue.ts";
import { Events } from "./server/events.ts";
import { buildServer } from "./server/server.ts";
import { readStatus, shopHttp } from "./server/shop-http.ts";
import { startSync } from "./sync/sync.ts";
import { openWriter } from "./writer.ts";

const { version } = manifest;
const FIRST_PULL_PATIENCE_MS = 5_000;

export interface Shop {
  readonly address: string;
  /** Answers when everything is said to the primary (or 2 s have passed) and all is closed. */
  stop(): Promise<void>;
}

/**
 * Puts the shop together. The cloud and the router may be away.
 * @param onAlive called every few seconds for as long as the working database can be written
 * @throws ConfigProblem, DataDirectoryInUse: one sentence each
 */
export async function openShop(config: Config, log: Logger, onAlive = () => {}): Promise<Shop> {
  const writer = await openWriter(config.dataDir, config.testClockUrl);
  const { local, clock, ids, stamps, node } = writer;
  const checkpoints = keepCheckpointing(local, config.dataDir, log);
  const stopping = new AbortController();
  const { signal } = stopping;
  const lastLife = await beginLife(local);
  const alive = await aliveSpans(local, lastLife.lastSeenAt);
  const bootedAt = performance.now();
  const proposal = freezeProposal(local, lastLife, () => clock.now() - (performance.now() - bootedAt));
  let clockQuestion = clockQuestionAt(clock.now(), lastLife.lastSeenAt);
  if (config.primary !== null) await beginClockLife(local, { after: stamps.last ?? "", from: clock.now() });
  const till = queue();
  let hasOpenSessions = false;

  const events: Events = new Events(() => readStatus(http));
  const lookAround = async () => {
    const { rows } = await local.execute("SELECT count(*) AS n FROM open_sessions");
    hasOpenSessions = Number(rows[0]?.n) > 0;
    await proposal.refresh();
    events.statusChanged();
  };
  const lookSoon = afterAnswers(() => {
    lookAround().catch((error) => log.error({ error: String(error) }, "the look around failed"));
  });
  const rowsChanged = (tables: readonly string[]) => {
    events.changed(tables);
    lookSoon();
  };

  const onNewerVouchers = () => events.changed(["vouchers"]);
  const router = await openRouter(config, { local, clock, log, onNewerVouchers });
  const sync = await startSync({
    ...{ local, node, stamps, clock, log },
    dataDir: config.dataDir,
    address: config.primary,
    withReplica: config.databaseMode === "local",
    agentEnv: config.childEnv,
    exclusive: till,
    isBusy: () => events.count > 0 || hasOpenSessions,
    onChanged: rowsChanged,
    onStatus: () => events.statusChanged(),
  });
  const store = createStore({
    db: drizzle({ client: noticingWrites(local, rowsChanged) }),
    kind: "local",
    onWritten: afterAnswers(() => sync.wakePush()),
  });
  const context: Omit<Context, "requestId"> = {
    ...{ host: "local", version, store, clock, ids, stamps, randomBytes },
    actor: () => ({ name: "desktop", device: "desktop" }),
    receiptLetter: "D",
    sync: {
      state() {
        const { offlineSince: _, ...state } = sync.status();
        return {
          ...state,
          freezeProposal: proposal.current,
          clockQuestion: clock.offsetMs === null ? clockQuestion : null,
          clockProblem: clockProblem(clock.offsetMs),
        };
      },
      questions: {
        async confirmClock(now) {
          if (now !== null) clock.tell(now);
          clockQuestion = null;
          if (config.primary !== null)
            await beginClockLife(local, { after: stamps.last ?? "", from: clock.now() });
          events.statusChanged();
        },
        async dismissFreeze() {
          await proposal.dismiss();
          events.statusChanged();
        },
      },
    },
    aliveSpans: () => alive.spans,
    consoleDays: keptConsoleDays(local),
    wifi: router.wifi,
    router: router.access,
    phoneUrl: config.phoneUrl,
  };
  const http: HttpContext<Context> = shopHttp(context, clock, log, till);
  const server = await buildServer({
    ...{ http, events, webDist: config.webDist },
    onPageOpened: () => sync.wakePull(),
    metrics: () => sync.metrics(),
  });

  const close = async () => {
    stopping.abort();
    events.close();
    await server.close();
    router.close();
    await sync.stop();
    await checkpoints.stop();
  };
  const address = await server.listen({ host: config.host, port: config.port }).catch(async (error) => {
    await close();
    writer.close();
    if (error.code !== "EADDRINUSE") throw error;
    throw problem("PORT", { PORT: String(config.port) }, "a port that no other program has taken");
  });

  const afterFirstPull = async () => {
    const until = performance.now() + FIRST_PULL_PATIENCE_MS;
    while (config.primary !== null && !sync.status().online && performance.now() < until && !signal.aborted) {
      await pause(50, undefined, { signal }).catch(() => undefined);
    }
    await proposal.begin();
    await lookAround();
  };
  /** What the shop does by itself. */
  const ownContext = async (): Promise<Context> => {
    await clock.refresh();
    return { ...context, requestId: ids.next(), actor: () => ({ name: "console", device: "desktop" }) };
  };
  const background = [
    beatLocally({ local, clock, log, alive, onAlive }, signal),
    config.mirror === null ? null : beatForPhones({ address: config.mirror, version, clock, log }, signal),
    router.keepLooking(signal),
    config.router === null ? null : watchConsoles({ context: ownContext, till, log }, signal),
    afterFirstPull(),
  ];
  return {
    address,
    async stop() {
      await close();
      await Promise.all(background);
      await endLife(local, clock);
      writer.close();
    },
  };
}
