import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@mikro-dash/api-contract/client";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { waitForHttp } from "@mikro-dash/test-kit/wait-for";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

export interface LocalApi {
  readonly process: RunningProcess;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly client: Client;
}

/** A directory that goes when the test is over. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), "mikro-dash-local-api-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The real program in a process of its own. `env` wins over a quiet default. */
export async function startLocalApi(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<LocalApi> {
  const port = await freePort();
  const process = await launch({ DATA_DIR: dataDir, PORT: String(port), ...env });
  const baseUrl = `http://127.0.0.1:${port}`;
  await Promise.race([
    waitForHttp(`${baseUrl}/health`, { ok: true, timeoutMs: 60_000 }),
    process.exited.then(() => Promise.reject(new Error(`local-api ended: ${process.output()}`))),
  ]);
  return { process, baseUrl, dataDir, client: createClient({ baseUrl, timeoutMs: 30_000 }) };
}

/** Without waiting for it to be of use. */
export function launch(env: Readonly<Record<string, string | undefined>>): Promise<RunningProcess> {
  return startNode({
    name: "local-api",
    script: MAIN,
    env: {
      ...{ TURSO_DATABASE_URL: undefined, TURSO_AUTH_TOKEN: undefined, ROUTER_HOST: undefined },
      ...{ MIRROR_DATABASE_URL: undefined, NODE_ENV: undefined, LOG_LEVEL: "warn" },
      ...env,
    },
  });
}
