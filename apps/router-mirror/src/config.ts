import * as z from "zod";

/** A variable has a value that cannot be used; the message is the whole sentence for the person who set it. */
export class ConfigProblem extends Error {}

/** Their values are never printed. */
const SECRETS: ReadonlySet<string> = new Set(["ROUTER_PASSWORD", "MIRROR_AUTH_TOKEN", "TURSO_AUTH_TOKEN"]);

const databaseUrl = z.url({ protocol: /^(libsql|https?)$/ });
const databaseAllowed = "an address such as libsql://name.turso.io or http://127.0.0.1:8091";

const variables = {
  ROUTER_HOST: { schema: z.string(), allowed: "a name or an address such as 192.168.88.1" },
  ROUTER_PORT: {
    schema: z.coerce.number().int().min(1).max(65_535).default(8728),
    allowed: "a whole number from 1 to 65535",
  },
  ROUTER_USER: { schema: z.string().default("admin"), allowed: "a name" },
  ROUTER_PASSWORD: { schema: z.string().default(""), allowed: "a password" },
  MIRROR_DATABASE_URL: { schema: databaseUrl.optional(), allowed: databaseAllowed },
  MIRROR_AUTH_TOKEN: { schema: z.string().optional(), allowed: "a token" },
  TURSO_DATABASE_URL: { schema: databaseUrl.optional(), allowed: databaseAllowed },
  TURSO_AUTH_TOKEN: { schema: z.string().optional(), allowed: "a token" },
  MIRROR_INTERVAL_SECONDS: {
    schema: z.coerce.number().min(0.1).max(3_600).default(10),
    allowed: "a number of seconds from 0.1 to 3600",
  },
  MIKRO_DASH_TEST_CLOCK_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    allowed: "an http address, in tests only",
  },
  LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    allowed: "fatal, error, warn, info, debug, trace or silent",
  },
  NODE_ENV: { schema: z.string().optional(), allowed: "anything" },
} as const;

type Name = keyof typeof variables;
type Values = { [N in Name]: z.output<(typeof variables)[N]["schema"]> };
type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly router: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  /** The mirror's own database; the primary when there is none. */
  readonly database: { readonly url: string; readonly authToken: string | undefined };
  readonly intervalMs: number;
  readonly testClockUrl: string | undefined;
  readonly logLevel: string;
}

/** @throws ConfigProblem naming the variable, what was found and what is allowed. */
export function readConfig(env: Environment): Config {
  const values = Object.fromEntries(
    Object.entries(variables).map(([name, { schema }]) => {
      // An empty variable, as a line of an .env file without a value leaves it, is no variable.
      const parsed = schema.safeParse(env[name] === "" ? undefined : env[name]);
      if (!parsed.success) throw problem(name as Name, env);
      return [name, parsed.data];
    }),
  ) as Values;
  if (values.MIKRO_DASH_TEST_CLOCK_URL !== undefined && values.NODE_ENV === "production") {
    throw problem("MIKRO_DASH_TEST_CLOCK_URL", env, "nothing at all in production");
  }
  const own = values.MIRROR_DATABASE_URL !== undefined;
  const url = values.MIRROR_DATABASE_URL ?? values.TURSO_DATABASE_URL;
  if (url === undefined) throw problem("MIRROR_DATABASE_URL", env);
  return {
    router: {
      host: values.ROUTER_HOST,
      port: values.ROUTER_PORT,
      user: values.ROUTER_USER,
      password: values.ROUTER_PASSWORD,
    },
    database: { url, authToken: own ? values.MIRROR_AUTH_TOKEN : values.TURSO_AUTH_TOKEN },
    intervalMs: values.MIRROR_INTERVAL_SECONDS * 1000,
    testClockUrl: values.MIKRO_DASH_TEST_CLOCK_URL,
    logLevel: values.LOG_LEVEL,
  };
}

function problem(name: Name, env: Environment, allowed: string = variables[name].allowed): ConfigProblem {
  const found = SECRETS.has(name) ? "a value that is not shown" : JSON.stringify(env[name] ?? "");
  return new ConfigProblem(`${name} is ${found}; allowed is ${allowed}.`);
}
