import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ConfigProblem,
  type Environment,
  port,
  problemWith,
  readVariables,
  SHARED,
  secretFile,
} from "@mikro-dash/service/variables";
import * as z from "zod";
import type { PrimaryAddress } from "./sync/primary.ts";

const databaseUrl = z.url({ protocol: /^(libsql|https?|wss?)$/ });
const webUrl = z.url({ protocol: /^https?$/ });

const variables = {
  ...SHARED,
  PORT: port(0, 3000),
  HOST: {
    schema: z.enum(["127.0.0.1", "localhost"]).default("127.0.0.1"),
    allowed: "127.0.0.1 (another address would let anybody on the network in: that needs staff PINs first)",
  },
  DATA_DIR: { schema: z.string().default("data"), allowed: "a directory that can be written" },
  DATABASE_MODE: { schema: z.enum(["local", "remote"]).default("local"), allowed: "local or remote" },
  TURSO_DATABASE_URL: {
    schema: databaseUrl.optional(),
    allowed: "an address such as libsql://name.turso.io or http://127.0.0.1:8090",
  },
  MIRROR_DATABASE_URL: {
    schema: databaseUrl.optional(),
    allowed: "an address such as libsql://name.turso.io",
  },
  ROUTER_HOST: { schema: z.string().optional(), allowed: "a name or an address" },
  ROUTER_PORT: port(0, 8728),
  WEB_DIST: { schema: z.string().optional(), allowed: "the directory of the built web app" },
  PHONE_URL: {
    schema: webUrl.default("http://localhost:8788"),
    allowed: "an address such as https://shop.pages.dev",
  },
} as const;

/** Their values stay out of the environment of child processes. */
const SECRETS: ReadonlySet<string> = new Set(["TURSO_AUTH_TOKEN", "MIRROR_AUTH_TOKEN", "ROUTER_PASSWORD"]);

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseMode: "local" | "remote";
  /** Null: a shop without a cloud. */
  readonly primary: PrimaryAddress | null;
  /** Where the café's heartbeat goes: the mirror's own database, or the primary. */
  readonly mirror: PrimaryAddress | null;
  readonly router: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  } | null;
  readonly webDist: string;
  readonly phoneUrl: string;
  readonly testClockUrl: string | undefined;
  readonly logLevel: string;
  /** The environment for child processes: everything but secrets. */
  readonly childEnv: Environment;
}

/** @throws ConfigProblem naming the variable, what was found and what is allowed. */
export function readConfig(env: Environment): Config {
  const values = readVariables(variables, env);
  const dataDir = resolve(values.DATA_DIR);
  if (!isWritableDirectory(dataDir)) throw problem("DATA_DIR", { DATA_DIR: dataDir });
  const tokenFile = secretFile("TURSO_AUTH_TOKEN", env);
  const primary = address(values.TURSO_DATABASE_URL, values.TURSO_AUTH_TOKEN, tokenFile);
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir,
    databaseMode: values.DATABASE_MODE,
    primary,
    mirror: address(values.MIRROR_DATABASE_URL, values.MIRROR_AUTH_TOKEN) ?? primary,
    router:
      values.ROUTER_HOST === undefined
        ? null
        : {
            host: values.ROUTER_HOST,
            port: values.ROUTER_PORT,
            user: values.ROUTER_USER,
            password: values.ROUTER_PASSWORD,
          },
    webDist: values.WEB_DIST ?? fileURLToPath(new URL("../../web/dist", import.meta.url)),
    phoneUrl: values.PHONE_URL,
    testClockUrl: values.MIKRO_DASH_TEST_CLOCK_URL,
    logLevel: values.LOG_LEVEL,
    childEnv: Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.has(name))),
  };
}

/** @param allowed instead of what the variable allows by itself */
export function problem(name: keyof typeof variables, env: Environment, allowed?: string): ConfigProblem {
  return problemWith(variables[name], name, env, allowed);
}

function address(
  url: string | undefined,
  authToken: string | undefined,
  tokenFile?: string,
): PrimaryAddress | null {
  return url === undefined ? null : { url, authToken, tokenFile };
}

function isWritableDirectory(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
    const local = join(path, "local.db");
    if (existsSync(local)) accessSync(local, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
