import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** A variable has a value that cannot be used; the message is the whole sentence for the person who set it. */
export class ConfigProblem extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable of the environment that a process is configured by. */
export interface Variable<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Ends the sentence "NAME is …; allowed is …". */
  readonly allowed: string;
  /** Never printed; may stand in a file instead. @see readSecret */
  readonly isSecret?: true;
}

type Variables = Readonly<Record<string, Variable>>;
type Values<V extends Variables> = { [N in keyof V]: z.output<V[N]["schema"]> };

/**
 * Reads the variables that a process declares. An empty one, as a line of an .env file without a value leaves it, is
 * no variable.
 * @throws ConfigProblem naming the variable, what was found and what is allowed
 */
export function readVariables<const V extends Variables>(variables: V, env: Environment): Values<V> {
  const read = Object.entries(variables).map(([name, variable]) => {
    const found = variable.isSecret ? readSecret(name, env) : env[name];
    const parsed = variable.schema.safeParse(found === "" ? undefined : found);
    if (!parsed.success) throw problemWith(variable, name, env);
    return [name, parsed.data];
  });
  const values = Object.fromEntries(read) as Values<V>;
  for (const [name, variable] of Object.entries(variables)) {
    const isSet = name.startsWith("MIKRO_DASH_TEST_") && env[name];
    if (isSet && env.NODE_ENV === "production") throw problemWith(variable, name, env, NOTHING);
  }
  return values;
}

const NOTHING = "nothing at all in production";

/** @param allowed instead of what the variable allows by itself */
export function problemWith(
  variable: Variable,
  name: string,
  env: Environment,
  allowed: string = variable.allowed,
): ConfigProblem {
  const found = variable.isSecret ? "a value that is not shown" : JSON.stringify(env[name] ?? "");
  return new ConfigProblem(`${name} is ${found}; allowed is ${allowed}.`);
}

/**
 * The file that holds a secret: `<NAME>_FILE` names it, else it is the credential that systemd hands over
 * (`LoadCredential=router-password:…` for ROUTER_PASSWORD).
 */
export function secretFile(name: string, env: Environment): string | undefined {
  const named = env[`${name}_FILE`];
  if (named) return named;
  const directory = env.CREDENTIALS_DIRECTORY;
  if (!directory) return undefined;
  const credential = join(directory, name.toLowerCase().replaceAll("_", "-"));
  return readText(credential) === undefined ? undefined : credential;
}

/** What a secret's file says; undefined when it cannot be read, or says nothing (it is being written). */
export const readSecretFile = (file: string): string | undefined => readText(file)?.trim() || undefined;

function readSecret(name: string, env: Environment): string | undefined {
  const named = env[`${name}_FILE`];
  if (!named && env[name]) return env[name];
  const file = secretFile(name, env);
  const found = file === undefined ? undefined : readSecretFile(file);
  if (named && found === undefined) {
    throw new ConfigProblem(
      `${name}_FILE is ${JSON.stringify(named)}; allowed is a file that holds a secret.`,
    );
  }
  return found;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const secret = { schema: z.string().optional(), allowed: "a secret", isSecret: true } as const;

/** Variables that mean the same to every process. */
export const SHARED = {
  TURSO_AUTH_TOKEN: secret,
  MIRROR_AUTH_TOKEN: secret,
  ROUTER_USER: { schema: z.string().default("admin"), allowed: "a name" },
  ROUTER_PASSWORD: { ...secret, schema: z.string().default("") },
  MIKRO_DASH_TEST_CLOCK_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    allowed: "an http address, in tests only",
  },
  LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    allowed: "fatal, error, warn, info, debug, trace or silent",
  },
} as const;

/** A TCP port. @param least 0 lets the system choose */
export function port(least: 0 | 1, usual: number) {
  return {
    schema: z.coerce.number().int().min(least).max(65_535).default(usual),
    allowed: `a whole number from ${least} to 65535`,
  } as const;
}
