import { resolve } from "node:path";
import * as z from "zod";
import type { Ports, StackOptions } from "./stack.ts";

/** Which variable moves which part to another port. */
export const PORT_VARIABLES: Readonly<Record<keyof Ports, string>> = {
  local: "PORT",
  edge: "EDGE_PORT",
  phone: "PHONE_PORT",
  primary: "SQLD_PORT",
  mirrorDatabase: "MIRROR_SQLD_PORT",
  simulator: "SIMULATOR_PORT",
  simulatorControl: "SIMULATOR_CONTROL_PORT",
};

const port = (fallback: number) =>
  z.coerce.number("a port is a whole number from 1 to 65535").int().min(1).max(65_535).default(fallback);
const url = z.url({ protocol: /^(libsql|https?|wss?)$/, error: "an address such as libsql://name.turso.io" });

const environment = z.object({
  DATA_DIR: z.string().default("data"),
  PORT: port(3000),
  EDGE_PORT: port(8787),
  PHONE_PORT: port(8788),
  SQLD_PORT: port(8090),
  MIRROR_SQLD_PORT: port(8091),
  SIMULATOR_PORT: port(8728),
  SIMULATOR_CONTROL_PORT: port(8729),
  TURSO_DATABASE_URL: url.optional(),
  TURSO_AUTH_TOKEN: z.string().optional(),
  MIRROR_DATABASE_URL: url.optional(),
  MIRROR_AUTH_TOKEN: z.string().optional(),
  ROUTER_HOST: z.string().optional(),
});

/** What `start` was asked for; throws one sentence that names the variable, what was found and what is allowed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): StackOptions {
  // An empty variable, as a line of an .env file without a value leaves it, is no variable.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new Error(`${name} is ${JSON.stringify(given[name])}, which is not allowed: ${issue?.message}.`);
  }
  const settings = parsed.data;
  return {
    dataDir: resolve(root, settings.DATA_DIR),
    ports: {
      local: settings.PORT,
      edge: settings.EDGE_PORT,
      phone: settings.PHONE_PORT,
      primary: settings.SQLD_PORT,
      mirrorDatabase: settings.MIRROR_SQLD_PORT,
      simulator: settings.SIMULATOR_PORT,
      simulatorControl: settings.SIMULATOR_CONTROL_PORT,
    },
    primary: foreignDatabase(settings.TURSO_DATABASE_URL, settings.TURSO_AUTH_TOKEN),
    mirrorDatabase: foreignDatabase(settings.MIRROR_DATABASE_URL, settings.MIRROR_AUTH_TOKEN),
    simulateRouter: settings.ROUTER_HOST === undefined,
  };
}

function foreignDatabase(address: string | undefined, token: string | undefined) {
  return address === undefined ? undefined : { url: address, token };
}
