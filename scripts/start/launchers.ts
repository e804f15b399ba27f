import { join, resolve } from "node:path";
import { NODE_ARGS } from "@mikro-dash/service/node-args";
import { startNode } from "@mikro-dash/test-kit/processes";
import { waitFor, waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { launchDatabase } from "./databases.ts";
import { lastWords, type PartProcess } from "./part.ts";
import type { PartName, StackOptions, Urls } from "./stack.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export const root = resolve(import.meta.dirname, "../..");
export const webDist = join(root, "apps/web/dist");

/** How each part is started; each answers when its part is of use. */
export function launchers(
  options: StackOptions,
  urls: Urls,
): Readonly<Record<PartName, () => Promise<PartProcess>>> {
  const { dataDir, ports, simulateRouter = true } = options;
  const logFile = (name: string) => join(dataDir, "logs", `${name}.log`);
  const databaseEnv: Environment = {
    TURSO_DATABASE_URL: urls.primary,
    TURSO_AUTH_TOKEN: options.primary?.token,
    MIRROR_DATABASE_URL: urls.mirrorDatabase,
    MIRROR_AUTH_TOKEN: options.mirrorDatabase?.token,
  };
  const routerEnv: Environment = simulateRouter
    ? {
        ROUTER_HOST: "127.0.0.1",
        ROUTER_PORT: String(ports.simulator),
        ROUTER_USER: "mikro-dash",
        ROUTER_PASSWORD: "mikro-dash",
      }
    : {};
  /** What is compiled once is kept: a part takes 28 MB less without the compiler, and starts sooner. */
  const compiled: Environment = { NODE_COMPILE_CACHE: join(dataDir, "compiled") };
  const nodeArgs: Partial<Record<PartName, readonly string[]>> = NODE_ARGS;
  const program = (name: PartName, script: string, args: readonly string[], env: Environment) =>
    startNode({
      name,
      nodeArgs: nodeArgs[name] ?? [],
      script: join(root, script),
      args,
      cwd: root,
      env: { ...compiled, ...env, ...options.env, ...options.envOf?.[name] },
      logFile: logFile(name),
    });

  return {
    sqld: () =>
      launchDatabase({
        dir: join(dataDir, "primary"),
        port: ports.primary,
        logFile: logFile("sqld"),
        migrations: "shared",
      }),
    "mirror-sqld": () =>
      launchDatabase({
        dir: join(dataDir, "mirror-db"),
        port: ports.mirrorDatabase,
        logFile: logFile("mirror-sqld"),
        migrations: "mirror",
      }),
    async "router-simulator"() {
      const args = ["--port", `${ports.simulator}`, "--control-port", `${ports.simulatorControl}`];
      const flash = ["--state-file", join(dataDir, "router.json")];
      const script = "packages/router-simulator/src/cli.ts";
      const simulator = await program("router-simulator", script, [...args, ...flash], {});
      return whenReady(simulator, () => simulator.output().includes('"ready":true'));
    },
    async "local-api"() {
      const api = await program("local-api", "apps/local-api/src/main.ts", [], {
        ...databaseEnv,
        ...routerEnv,
        PORT: String(ports.local),
        DATA_DIR: dataDir,
        WEB_DIST: webDist,
        PHONE_URL: urls.phone,
      });
      return whenReady(api, () => answers(`http://127.0.0.1:${ports.local}/health`));
    },
    async "edge-api"() {
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
    },
    "router-mirror": () =>
      program("router-mirror", "apps/router-mirror/src/main.ts", [], {
        ...databaseEnv,
        ...routerEnv,
        DATA_DIR: dataDir,
        MALLOC_ARENA_MAX: "1", // one arena of glibc's: 30 MB less
      }),
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
