import { join } from "node:path";
import { NODE_ARGS } from "@mikro-dash/service/node-args";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { type Counted, countedBy, type Primary } from "../primaries/primary.ts";

/** `mirror`: apps/router-mirror as it is shipped. `naive`: reads everything and upserts every row, each time. */
export type KeeperName = "mirror" | "naive";

const PROGRAMS: Record<KeeperName, string> = {
  mirror: join(import.meta.dirname, "../../../../apps/router-mirror/src/main.ts"),
  naive: join(import.meta.dirname, "naive-mirror.ts"),
};

/** One look at the router and what followed from it, as the program itself took the time. */
export interface Look {
  readonly tookMs: number;
  readonly routerMs: number;
}

/** One batch that the database took. */
export interface Batch {
  /** Rows that were sent, by table. */
  readonly wrote: Readonly<Record<string, number>>;
  /** What the database counted for it. */
  readonly cost: Pick<Counted, "rowsWritten" | "rowsRead" | "frames">;
}

export interface Keeper {
  readonly pid: number;
  readonly looks: readonly Look[];
  /** In order; one appears as soon as the database was asked what it cost. */
  readonly batches: readonly Batch[];
  /** Until it has looked so many more times. */
  look(more: number, timeoutMs?: number): Promise<void>;
  /** Until these many rows of these tables were sent since the batch with this number. */
  sent(rows: Readonly<Record<string, number>>, since: number, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface KeeperOptions {
  readonly name: KeeperName;
  readonly router: { readonly port: number };
  /** As the program reaches it, and as it is asked what it counted. */
  readonly database: { readonly url: string; readonly primary: Primary };
  /** Where it may keep something. */
  readonly dataDir: string;
  readonly intervalMs: number;
}

/** Starts what keeps the caches, and listens to what it says about itself. */
export async function startKeeper(options: KeeperOptions): Promise<Keeper> {
  const { name, router, database, intervalMs } = options;
  const looks: Look[] = [];
  const batches: Batch[] = [];
  let last = await countedBy(database.primary);
  let asking = Promise.resolve();
  async function account(wrote: Batch["wrote"]): Promise<void> {
    const now = await countedBy(database.primary);
    const cost = {
      rowsWritten: now.rowsWritten - last.rowsWritten,
      rowsRead: now.rowsRead - last.rowsRead,
      frames: now.frames - last.frames,
    };
    last = now;
    batches.push({ wrote, cost });
  }
  const program = { name, script: PROGRAMS[name], nodeArgs: NODE_ARGS["router-mirror"] };
  const env = {
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(router.port) },
    ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash", ROUTER_PASSWORD_FILE: undefined },
    ...{ MIRROR_DATABASE_URL: database.url, MIRROR_AUTH_TOKEN: undefined, LOG_LEVEL: "debug" },
    ...{ MIRROR_INTERVAL_SECONDS: String(intervalMs / 1_000), MIKRO_DASH_TEST_CLOCK_URL: undefined },
    ...{ NODE_OPTIONS: undefined, MALLOC_ARENA_MAX: "1", DATA_DIR: options.dataDir },
  };
  // As the unit does before it starts it.
  if (name === "mirror") await (await startNode({ ...program, env, args: ["--check"] })).exited;
  const running: RunningProcess = await startNode({
    ...{ ...program, env },
    onOutput: lines((line) => {
      const said = parsed(line);
      if (said.msg === "looked") looks.push({ tookMs: Number(said.tookMs), routerMs: Number(said.routerMs) });
      const { wrote } = said;
      if (said.msg === "written")
        asking = asking.then(() => account(wrote as Batch["wrote"])).catch(() => undefined);
    }),
  });
  const patiently = async (what: string, done: () => boolean, timeoutMs: number) => {
    await waitFor(what, () => done() || !running.isRunning(), { timeoutMs, everyMs: 10 });
    if (!running.isRunning()) throw new Error(`${name} ended: ${running.output().slice(-2_000)}`);
    await asking;
  };
  return {
    ...{ pid: running.pid, looks, batches },
    look(more, timeoutMs = 60_000) {
      const wanted = looks.length + more;
      return patiently(`${more} looks of ${name}`, () => looks.length >= wanted, timeoutMs);
    },
    sent: (rows, since, timeoutMs = 60_000) =>
      patiently(
        `${name} to send ${JSON.stringify(rows)}`,
        () => Object.entries(rows).every(([table, count]) => sentRows(batches.slice(since), table) >= count),
        timeoutMs,
      ),
    async stop() {
      await running.stop();
    },
  };
}

export const sentRows = (batches: readonly Batch[], table: string): number =>
  batches.reduce((sum, { wrote }) => sum + (wrote[table] ?? 0), 0);

/** Whole lines of what comes in pieces. */
function lines(take: (line: string) => void): (text: string) => void {
  let open = "";
  return (text) => {
    const [...whole] = `${open}${text}`.split("\n");
    open = whole.pop() ?? "";
    for (const line of whole) take(line);
  };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
