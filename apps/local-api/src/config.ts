import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { PrimaryAddress } from "./sync/primary.ts";
import { readToken } from "./sync/token.ts";

/** A variable has a value that cannot be used; the message is the whole sentence for the person who set it. */
export class ConfigProblem extends Error {}

/** Their values are never printed. */
const SECRETS: ReadonlySet<string> = new Set(["TURSO_AUTH_TOKEN", "MIRROR_AUTH_TOKEN", "ROUTER_PASSWORD"]);

const port = z.coerce.number().int().min(0).max(65_535);
const databaseUrl = z.url({ protocol: /^(libsql|https?|wss?)$/ });
const webUrl = z.url({ protocol: /^https?$/ });

const variables = {
  PORT: { schema: port.default(3000), allowed: "a whole number from 0 to 65535" },
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
  TURSO_AUTH_TOKEN: { schema: z.string().optional(), allowed: "a token" },
  TURSO_AUTH_TOKEN_FILE: {
    schema: z.string().optional(),
    allowed: "a file that holds a token; another one may be written to it at any time",
  },
  MIRROR_DATABASE_URL: {
    schema: databaseUrl.optional(),
    allowed: "an address such as libsql://name.turso.io",
  },
  MIRROR_AUTH_TOKEN: { schema: z.string().optional(), allowed: "a token" },
  ROUTER_HOST: { schema: z.string().optional(), allowed: "a name or an address" },
  ROUTER_PORT: { schema: port.default(8728), allowed: "a whole number from 0 to 65535" },
  ROUTER_USER: { schema: z.string().default("admin"), allowed: "a name" },
  ROUTER_PASSWORD: { schema: z.string().default(""), allowed: "a password" },
  WEB_DIST: { schema: z.string().optional(), allowed: "the directory of the built web app" },
  PHONE_URL: {
    schema: webUrl.default("http://localhost:8788"),
    allowed: "an address such as https://shop.pages.dev",
  },
  MIKRO_DASH_TEST_CLOCK_URL: { schema: webUrl.optional(), allowed: "an http address, in tests only" },
  LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    allowed: "fatal, error, warn, info, debug, trace or silent",
  },
  NODE_ENV: { schema: z.string().optional(), allowed: "anything" },
} as const;

type Name = keyof typeof variables;
type Values = { [N in Name]: z.output<(typeof variables)[N]["schema"]> };
export type Environment = Readonly<Record<string, string | undefined>>;

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
  const values = readVariables(env);
  if (values.MIKRO_DASH_TEST_CLOCK_URL !== undefined && values.NODE_ENV === "production") {
    throw problem("MIKRO_DASH_TEST_CLOCK_URL", env, "nothing at all in production");
  }
  const dataDir = resolve(values.DATA_DIR);
  if (!isWritableDirectory(dataDir)) throw problem("DATA_DIR", { DATA_DIR: dataDir });
  const tokenFile = values.TURSO_AUTH_TOKEN_FILE;
  const token = tokenFile === undefined ? values.TURSO_AUTH_TOKEN : readToken(tokenFile);
  if (tokenFile !== undefined && token === undefined) throw problem("TURSO_AUTH_TOKEN_FILE", env);
  const primary = address(values.TURSO_DATABASE_URL, token, tokenFile);
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

function readVariables(env: Environment): Values {
  const read = Object.entries(variables).map(([name, { schema }]) => {
    // An empty variable, as a line of an .env file without a value leaves it, is no variable.
    const parsed = schema.safeParse(env[name] === "" ? undefined : env[name]);
    if (!parsed.success) throw problem(name as Name, env);
    return [name, parsed.data];
  });
  return Object.fromEntries(read) as Values;
}

export function problem(
  name: Name,
  env: Environment,
  allowed: string = variables[name].allowed,
): ConfigProblem {
  const found = SECRETS.has(name) ? "a value that is not shown" : JSON.stringify(env[name] ?? "");
  return new ConfigProblem(`${name} is ${found}; allowed is ${allowed}.`);
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
