import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { NODE_ARGS } from "@mikro-dash/service/node-args";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { waitFor, waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { monotonicMs } from "../monotonic.ts";
import { WAITING_SESSIONS } from "../primaries/furniture.ts";
import { serve } from "../remote.ts";
import { type CommandKind, eveningCommands } from "./evening-commands.ts";
import { type KeepAlive, keepAlive } from "./keep-alive.ts";
import type { Probed } from "./probe.ts";
import { QUEUE_ORDERS, SELECT_SEEN } from "./rows.ts";
import type { OpenSubject, Reads, Subject } from "./subject.ts";

/** The real local-api in a process of its own, called as a browser calls it. */
const LOCAL_API = join(import.meta.dirname, "../../../../apps/local-api/src/main.ts");
const PROBE = new URL("./probe.ts", import.meta.url).href;
const LOOKS = new Set(["getBoard"]);
const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 180_000;

let opened: OpenSubject;
let shop: RunningProcess;
let api: KeepAlive;
let probe: KeepAlive;
let evening: ReturnType<typeof eveningCommands>;
let file: DatabaseSync | undefined;
let reading: { stop: boolean; done: Promise<number[]> } | undefined;

async function launch(): Promise<void> {
  const [port, probePort] = [await freePort(), await freePort()];
  shop = await startNode({
    name: "local-api",
    script: LOCAL_API,
    nodeArgs: [...NODE_ARGS["local-api"], "--import", PROBE],
    logFile: join(opened.dir, "local-api.log"),
    env: {
      ...{ DATA_DIR: opened.dir, PORT: String(port), BENCH_PROBE_PORT: String(probePort), LOG_LEVEL: "warn" },
      ...{ TURSO_DATABASE_URL: opened.url, MIRROR_DATABASE_URL: opened.mirrorUrl, NODE_ENV: "production" },
      ...{ TURSO_AUTH_TOKEN: undefined, TURSO_AUTH_TOKEN_FILE: undefined, ROUTER_HOST: undefined },
      // The nightly comparison is no part of an hour.
      TZ: noonZone(new Date().getUTCHours()),
      ...{ DATABASE_MODE: undefined, MIKRO_DASH_TEST_CLOCK_URL: undefined, WEB_DIST: opened.dir },
    },
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  await Promise.race([
    waitForHttp(`${baseUrl}/health`, { ok: true, timeoutMs: 60_000 }),
    shop.exited.then(() => Promise.reject(new Error(`local-api ended: ${shop.output()}`))),
  ]);
  api = keepAlive(baseUrl);
  probe = keepAlive(`http://127.0.0.1:${probePort}`);
}

/** A time zone in which it is noon. */
function noonZone(utcHour: number): string {
  const ahead = 12 - utcHour;
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`; // POSIX counts the other way round
}

async function inside(ofLooks: boolean): Promise<{ insideMs: number[]; longestSyncMs: number }> {
  const { took, longestSyncMs } = JSON.parse(await probe.get("/")) as Probed;
  const all = Object.entries(took).filter(([name]) => LOOKS.has(name) === ofLooks && name !== "getStatus");
  return { insideMs: all.flatMap(([, times]) => times), longestSyncMs };
}

async function stall(): Promise<number> {
  const text = await api.get("/metrics");
  const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error("local-api does not say how late its event loop was");
  return Number(seconds) * 1_000;
}

async function status(): Promise<{ pull: string; pending: number; online: boolean }> {
  return JSON.parse(await api.get("/api/v1/status"));
}

async function board(): Promise<number> {
  const from = monotonicMs();
  await api.get("/api/v1/board");
  return monotonicMs() - from;
}

const localFile = () => {
  file ??= new DatabaseSync(join(opened.dir, "local.db"), { readOnly: true });
  return file;
};

const settled = () =>
  waitFor(
    "the replica, and everything to be sent",
    async () => {
      const { pull, pending, online } = await status();
      return online && pull === "replica" && pending === 0;
    },
    { timeoutMs: PATIENCE_MS, everyMs: 20 },
  );

const subject: Subject = {
  async open(input) {
    opened = input;
    await launch();
    evening = eveningCommands({ ...api, post: (path, body) => api.post(path, body) });
  },
  async catchUp() {
    await settled();
  },
  async write({ id }) {
    const startedAt = monotonicMs();
    await evening.next(id);
    return { startedAt, tookMs: monotonicMs() - startedAt };
  },
  async writes({ count, restMs, forMs = Number.POSITIVE_INFINITY }) {
    await stall();
    await probe.get("/");
    const until = monotonicMs() + forMs;
    const tookMs: number[] = [];
    for (let n = 0; n < count && monotonicMs() < until; n++) {
      const from = monotonicMs();
      await evening.next();
      tookMs.push(monotonicMs() - from);
      await pause(restMs);
    }
    return { tookMs, ...(await inside(false)), stallMs: await stall(), failed: 0 };
  },
  /** It always does, each second while a session runs. */
  async exchange() {},
  async seen({ id, withinMs }) {
    const look = localFile().prepare(SELECT_SEEN);
    const until = monotonicMs() + withinMs;
    while (monotonicMs() < until) {
      if (look.get(id, id) !== undefined) return monotonicMs();
      await pause(LOOK_EVERY_MS);
    }
    return null;
  },
  async reads({ count, restMs }) {
    await probe.get("/");
    const tookMs: number[] = [];
    for (let n = 0; n < count; n++) {
      tookMs.push(await board());
      await pause(restMs);
    }
    const { insideMs } = await inside(true);
    return { tookMs, insideMs };
  },
  async startReading({ restMs }) {
    await probe.get("/");
    await stall();
    const state = { stop: false, done: Promise.resolve<number[]>([]) };
    state.done = (async () => {
      const tookMs: number[] = [];
      while (!state.stop) {
        tookMs.push(await board());
        await pause(restMs);
      }
      return tookMs;
    })();
    reading = state;
  },
  async stopReading(): Promise<Reads> {
    if (reading === undefined) throw new Error("nobody is reading");
    reading.stop = true;
    const tookMs = await reading.done;
    const { insideMs } = await inside(true);
    return { tookMs, insideMs };
  },
  /** As many rows as a long outage leaves, put where commands would have put them. */
  async queue({ rows, sessionId }) {
    const writer = new DatabaseSync(join(opened.dir, "local.db"));
    writer.exec("PRAGMA busy_timeout = 10000");
    writer.prepare(QUEUE_ORDERS).run(sessionId, rows);
    writer.close();
  },
  /** A command wakes the push, as the next one in a shop does. */
  async send() {
    await evening.next();
  },
  async close() {
    await shop.stop();
    const log = await readFile(join(opened.dir, "local-api.log"), "utf8");
    const broken = log.split("\n").find((line) => line.includes("commits do it"));
    if (broken !== undefined) throw new Error(`what was measured is not what the shop runs: ${broken}`);
  },
};

const methods = {
  ...subject,
  /** One command, and which one it was. */
  async command(_: null): Promise<CommandKind> {
    return evening.next();
  },
  /** Which replica it is: one more each time that it had to be built anew. */
  async replicaNumber(_: null): Promise<number> {
    return Number(/^mikro_dash_replica_epoch (\d+)$/m.exec(await api.get("/metrics"))?.[1]);
  },
  /** Whoever plays leaves; those who come do not stay long. */
  shortSessions: (_: null) => evening.finish(),
  /** The last customer leaves: nothing runs, nobody looks. */
  async closeShop(_: null): Promise<void> {
    await evening.finish();
    for (const id of WAITING_SESSIONS) await api.post(`/api/v1/sessions/${id}/end`, {});
    await settled();
  },
  /** Shop and agent die as in a power cut, and begin again; answers how long it took until the replica was the source. */
  async powerCut(_: null): Promise<number> {
    await shop.kill();
    file?.close();
    file = undefined;
    const from = monotonicMs();
    await launch();
    await settled();
    return monotonicMs() - from;
  },
};
export type OursMethods = typeof methods;
serve(methods);
