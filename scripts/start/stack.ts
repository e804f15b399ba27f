import { join, resolve } from "node:path";
import { startNode } from "@mikro-dash/test-kit/processes";
import { waitFor, waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { buildWeb } from "./build-web.ts";
import { type DatabaseAddress, launchDatabase } from "./databases.ts";
import { lastWords, Part, type PartProcess } from "./part.ts";
import { type PhoneServer, servePhone } from "./phone-server.ts";
import { checkPorts, prepareDataDir } from "./preflight.ts";

export interface Ports {
  local: number;
  edge: number;
  phone: number;
  primary: number;
  mirrorDatabase: number;
  simulator: number;
  simulatorControl: number;
}

export type PartName =
  | "sqld"
  | "mirror-sqld"
  | "router-simulator"
  | "local-api"
  | "edge-api"
  | "router-mirror";

type Environment = Readonly<Record<string, string | undefined>>;

export interface StackOptions {
  dataDir: string;
  ports: Ports;
  /** Used instead of a sqld of our own. */
  primary?: DatabaseAddress | undefined;
  mirrorDatabase?: DatabaseAddress | undefined;
  /** False: ROUTER_HOST and its companions of the environment say which router. True by default. */
  simulateRouter?: boolean;
  /** For every process, such as MIKRO_DASH_TEST_CLOCK_URL. */
  env?: Environment;
  /** For one process, winning over everything: a fault proxy goes between two parts here. */
  envOf?: Partial<Record<PartName, Environment>>;
  /** One line for people, when a part ends or is back. */
  say?: (line: string) => void;
  /** A part ended again and again; the others still run. */
  onGivenUp?: (error: Error) => void;
}

export interface Stack {
  readonly urls: {
    local: string;
    edge: string;
    phone: string;
    primary: string;
    mirrorDatabase: string;
    simulatorControl: string;
  };
  /** Each can be killed, stopped and started alone. */
  readonly parts: Readonly<Record<PartName, Part>>;
  /** Answers when everything is of use; throws one sentence when something is not, and leaves stopping to `stop()`. */
  start(): Promise<void>;
  /** Ends every process; safe at any time, and more than once. */
  stop(): Promise<void>;
  /** A fresh single-use link that pairs a phone. */
  pairingLink(): Promise<{ url: string; expiresAt: number }>;
}

const root = resolve(import.meta.dirname, "../..");

/** The whole system, composed on the ports and the directory it is given: for `start` and for the tests of it all. */
export function createStack(options: StackOptions): Stack {
  const { dataDir, ports, simulateRouter = true } = options;
  const logFile = (name: string) => join(dataDir, "logs", `${name}.log`);
  const primary = options.primary ?? { url: `http://127.0.0.1:${ports.primary}`, token: undefined };
  const mirrorDatabase = options.mirrorDatabase ?? {
    url: `http://127.0.0.1:${ports.mirrorDatabase}`,
    token: undefined,
  };
  const urls = {
    local: `http://localhost:${ports.local}`,
    edge: `http://localhost:${ports.edge}`,
    phone: `http://localhost:${ports.phone}`,
    primary: primary.url,
    mirrorDatabase: mirrorDatabase.url,
    simulatorControl: `http://127.0.0.1:${ports.simulatorControl}`,
  };
  const databaseEnv: Environment = {
    TURSO_DATABASE_URL: primary.url,
    TURSO_AUTH_TOKEN: primary.token,
    MIRROR_DATABASE_URL: mirrorDatabase.url,
    MIRROR_AUTH_TOKEN: mirrorDatabase.token,
  };
  const routerEnv: Environment = simulateRouter
    ? {
        ROUTER_HOST: "127.0.0.1",
        ROUTER_PORT: String(ports.simulator),
        ROUTER_USER: "mikro-dash",
        ROUTER_PASSWORD: "mikro-dash",
      }
    : {};
  const webDist = join(root, "apps/web/dist");
  let phone: PhoneServer | undefined;

  const part = (name: PartName, launch: () => Promise<PartProcess>) =>
    new Part({
      name,
      launch,
      say: options.say ?? (() => undefined),
      onGivenUp: options.onGivenUp ?? (() => undefined),
    });
  const program = (name: PartName, script: string, args: readonly string[], env: Environment) =>
    startNode({
      name,
      script: join(root, script),
      args,
      cwd: root,
      env: { ...env, ...options.env, ...options.envOf?.[name] },
      logFile: logFile(name),
    });

  const parts: Record<PartName, Part> = {
    sqld: part("sqld", () =>
      launchDatabase({
        dir: join(dataDir, "primary"),
        port: ports.primary,
        logFile: logFile("sqld"),
        migrations: "shared",
      }),
    ),
    "mirror-sqld": part("mirror-sqld", () =>
      launchDatabase({
        dir: join(dataDir, "mirror-db"),
        port: ports.mirrorDatabase,
        logFile: logFile("mirror-sqld"),
        migrations: "mirror",
      }),
    ),
    "router-simulator": part("router-simulator", async () => {
      const args = ["--port", `${ports.simulator}`, "--control-port", `${ports.simulatorControl}`];
      const flash = ["--state-file", join(dataDir, "router.json")];
      const script = "packages/router-simulator/src/cli.ts";
      const simulator = await program("router-simulator", script, [...args, ...flash], {});
      return whenReady(simulator, () => simulator.output().includes('"ready":true'));
    }),
    "local-api": part("local-api", async () => {
      const api = await program("local-api", "apps/local-api/src/main.ts", [], {
        ...databaseEnv,
        ...routerEnv,
        PORT: String(ports.local),
        DATA_DIR: dataDir,
        WEB_DIST: webDist,
        PHONE_URL: urls.phone,
      });
      return whenReady(api, () => answers(`http://127.0.0.1:${ports.local}/health`));
    }),
    "edge-api": part("edge-api", async () => {
      const variables = {
        ...databaseEnv,
        PHONE_ORIGIN: urls.phone,
        ...options.env,
        ...options.envOf?.["edge-api"],
      };
      const edge = await program(
        "edge-api",
        "scripts/start/edge-worker.ts",
        [String(ports.edge), JSON.stringify(variables)],
        { WRANGLER_SEND_METRICS: "false" },
      );
      return whenReady(edge, () => answers(`http://127.0.0.1:${ports.edge}/health`));
    }),
    "router-mirror": part("router-mirror", () =>
      program("router-mirror", "apps/router-mirror/src/main.ts", [], {
        ...databaseEnv,
        ...routerEnv,
        DATA_DIR: dataDir,
      }),
    ),
  };

  const isOurs: Record<PartName, boolean> = {
    sqld: options.primary === undefined,
    "mirror-sqld": options.mirrorDatabase === undefined,
    "router-simulator": simulateRouter,
    "local-api": true,
    "edge-api": true,
    "router-mirror": true,
  };
  const openPhone = async () => {
    phone = await servePhone({ port: ports.phone, dist: webDist, apiUrl: urls.edge });
  };
  const startOurs = (...names: PartName[]) =>
    Promise.all(names.filter((name) => isOurs[name]).map((name) => parts[name].start()));

  return {
    urls,
    parts,
    async start() {
      await prepareDataDir(dataDir);
      await checkPorts(portsInUse(ports, isOurs));
      await Promise.all([
        startOurs("edge-api"),
        Promise.all([
          buildWeb(root, logFile("web-build")),
          startOurs("sqld", "mirror-sqld", "router-simulator"),
        ]).then(() => Promise.all([startOurs("local-api", "router-mirror"), openPhone()])),
      ]);
    },
    async stop() {
      // The databases last: the others may still have something to say to them.
      await Promise.all([
        phone?.stop(),
        parts["local-api"].stop(),
        parts["router-mirror"].stop(),
        parts["edge-api"].stop(),
      ]);
      phone = undefined;
      await Promise.all([parts["router-simulator"].stop(), parts.sqld.stop(), parts["mirror-sqld"].stop()]);
    },
    async pairingLink() {
      const answer = await fetch(`http://127.0.0.1:${ports.local}/api/v1/devices/pairings`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      if (!answer.ok) throw new Error(`local-api answered ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { url: string; expiresAt: number };
    },
  };
}

function portsInUse(ports: Ports, isOurs: Readonly<Record<PartName, boolean>>): Partial<Ports> {
  const { local, edge, phone, primary, mirrorDatabase, simulator, simulatorControl } = ports;
  return {
    local,
    edge,
    phone,
    ...(isOurs.sqld ? { primary } : {}),
    ...(isOurs["mirror-sqld"] ? { mirrorDatabase } : {}),
    ...(isOurs["router-simulator"] ? { simulator, simulatorControl } : {}),
  };
}

async function answers(url: string): Promise<boolean> {
  await waitForHttp(url, { ok: true, timeoutMs: 0 });
  return true;
}

/** The process itself when it is ready; when it ends instead, its own last words are the error. */
async function whenReady<P extends PartProcess & { name: string }>(
  process: P,
  isReady: () => boolean | Promise<boolean>,
): Promise<P> {
  try {
    await waitFor(`${process.name} to be ready`, async () => !process.isRunning() || isReady(), {
      timeoutMs: 60_000,
      everyMs: 30,
    });
    if (process.isRunning()) return process;
    throw new Error(`${process.name} could not start: ${lastWords(process.output())}`);
  } catch (error) {
    await process.kill();
    throw error;
  }
}
