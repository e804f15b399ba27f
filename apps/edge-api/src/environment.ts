import * as z from "zod";

/** Cloudflare's rate limiting binding, as far as it is used. */
export interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

const url = (what: string) =>
  z
    .string(`${what} is missing`)
    .regex(/^(libsql|https?):\/\/./, "must begin with libsql://, https:// or http://");

const settings = z.object({
  TURSO_DATABASE_URL: url("TURSO_DATABASE_URL"),
  TURSO_AUTH_TOKEN: z.string().optional(),
  /** Unset = the mirror writes into the main database. */
  MIRROR_DATABASE_URL: url("MIRROR_DATABASE_URL").optional(),
  MIRROR_AUTH_TOKEN: z.string().optional(),
  PHONE_ORIGIN: z.url({ protocol: /^https?$/ }),
  /** Only in tests: an address that answers the epoch ms. */
  MIKRO_DASH_TEST_CLOCK_URL: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ }).optional(),
});

export interface DatabaseAddress {
  readonly url: string;
  readonly authToken?: string;
}

export interface Environment {
  readonly primary: DatabaseAddress;
  readonly mirror: DatabaseAddress;
  /** Without a trailing slash, as browsers send it. */
  readonly phoneOrigin: string;
  readonly testClockUrl: string | null;
  readonly pairingLimit: RateLimit | null;
}

const cache = new WeakMap<object, Environment>();

/** The bindings, checked once for each isolate. Throws one sentence that names the variable. */
export function environmentOf(bindings: Readonly<Record<string, unknown>>): Environment {
  const known = cache.get(bindings);
  if (known) return known;
  const parsed = settings.safeParse(bindings);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const name = String(problem?.path[0] ?? "");
    throw new Error(`${name} ${problem?.message ?? ""}; found ${JSON.stringify(bindings[name] ?? null)}`);
  }
  const { TURSO_DATABASE_URL, TURSO_AUTH_TOKEN, MIRROR_DATABASE_URL, MIRROR_AUTH_TOKEN, ...rest } =
    parsed.data;
  const primary = address(TURSO_DATABASE_URL, TURSO_AUTH_TOKEN);
  const environment = {
    primary,
    mirror: MIRROR_DATABASE_URL === undefined ? primary : address(MIRROR_DATABASE_URL, MIRROR_AUTH_TOKEN),
    phoneOrigin: new URL(rest.PHONE_ORIGIN).origin,
    testClockUrl: rest.MIKRO_DASH_TEST_CLOCK_URL ?? null,
    pairingLimit: isRateLimit(bindings.PAIRING_LIMIT) ? bindings.PAIRING_LIMIT : null,
  };
  cache.set(bindings, environment);
  return environment;
}

function address(url: string, authToken: string | undefined): DatabaseAddress {
  return authToken === undefined || authToken === "" ? { url } : { url, authToken };
}

function isRateLimit(value: unknown): value is RateLimit {
  return typeof value === "object" && value !== null && "limit" in value;
}
