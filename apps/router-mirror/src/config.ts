import { join, resolve } from "node:path";
import { type Environment, port, problemWith, readVariables, SHARED } from "@mikro-dash/service/variables";
import * as z from "zod";
import type { TestTime } from "./mirror-clock.ts";

const database = {
  schema: z.url({ protocol: /^(libsql|https?)$/ }).optional(),
  allowed: "an address such as libsql://name.turso.io or http://127.0.0.1:8091",
};

const variables = {
  ...SHARED,
  ROUTER_HOST: { schema: z.string(), allowed: "a name or an address such as 192.168.88.1" },
  ROUTER_PORT: port(1, 8728),
  MIRROR_DATABASE_URL: database,
  TURSO_DATABASE_URL: database,
  DATA_DIR: { schema: z.string().default("data"), allowed: "a directory that can be written" },
  MIRROR_INTERVAL_SECONDS: {
    schema: z.coerce.number().min(0.1).max(3_600).default(10),
    allowed: "a number of seconds from 0.1 to 3600",
  },
  MIKRO_DASH_TEST_SPEED: {
    schema: z.coerce.number().min(1).max(1_000).optional(),
    allowed: "seconds of the mirror in a real one, from 1 to 1000, in tests only",
  },
};

export interface Config {
  readonly router: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  /** The mirror's own database; the primary when there is none. */
  readonly database: { readonly url: string; readonly authToken: string | undefined };
  /** What it keeps over a restart; a folder of its own in the data directory, which local-api may share. */
  readonly stateDir: string;
  readonly intervalMs: number;
  readonly testTime: TestTime;
  readonly logLevel: string;
}

/** @throws ConfigProblem naming the variable, what was found and what is allowed. */
export function readConfig(env: Environment): Config {
  const values = readVariables(variables, env);
  const own = values.MIRROR_DATABASE_URL !== undefined;
  const url = values.MIRROR_DATABASE_URL ?? values.TURSO_DATABASE_URL;
  if (url === undefined) throw problemWith(database, "MIRROR_DATABASE_URL", env);
  return {
    router: {
      host: values.ROUTER_HOST,
      port: values.ROUTER_PORT,
      user: values.ROUTER_USER,
      password: values.ROUTER_PASSWORD,
    },
    database: { url, authToken: own ? values.MIRROR_AUTH_TOKEN : values.TURSO_AUTH_TOKEN },
    stateDir: join(resolve(values.DATA_DIR), "router-mirror"),
    intervalMs: values.MIRROR_INTERVAL_SECONDS * 1000,
    testTime: { clockUrl: values.MIKRO_DASH_TEST_CLOCK_URL, speed: values.MIKRO_DASH_TEST_SPEED },
    logLevel: values.LOG_LEVEL,
  };
}
