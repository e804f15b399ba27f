import { join } from "node:path";
import { buildWeb } from "./build-web.ts";
import type { DatabaseAddress } from "./databases.ts";
import { launchers, root, webDist } from "./launchers.ts";
import { Part } from "./part.ts";
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

export interface Urls {
  local: string;
  edge: string;
  phone: string;
  primary: string;
  mirrorDatabase: string;
  simulatorControl: string;
}

export interface Stack {
  readonly urls: Urls;
  /** Each can be killed, stopped and started alone. */
  readonly parts: Readonly<Record<PartName, Part>>;
  /** Answers when everything is of use; throws one sentence when something is not, and leaves stopping to `stop()`. */
  start(): Promise<void>;
  /** Ends every process; safe at any time, and more than once. */
  stop(): Promise<void>;
  /** A fresh single-use link that pairs a phone. */
  pairingLink(): Promise<{ url: string; expiresAt: number }>;
}

/** The whole system, composed on the ports and the directory it is given: for `start` and for the tests of it all. */
export function createStack(options: StackOptions): Stack {
  const { dataDir, ports, simulateRouter = true } = options;
  const urls = {
    local: `http://localhost:${ports.local}`,
    edge: `http://localhost:${ports.edge}`,
    phone: `http://localhost:${ports.phone}`,
    primary: options.primary?.url ?? `http://127.0.0.1:${ports.primary}`,
    mirrorDatabase: options.mirrorDatabase?.url ?? `http://127.0.0.1:${ports.mirrorDatabase}`,
    simulatorControl: `http://127.0.0.1:${ports.simulatorControl}`,
  };
  let phone: PhoneServer | undefined;
  const launch = launchers(options, urls);
  const part = (name: PartName) =>
    new Part({
      name,
      launch: launch[name],
      say: options.say ?? (() => undefined),
      onGivenUp: options.onGivenUp ?? (() => undefined),
    });
  const parts: Record<PartName, Part> = {
    sqld: part("sqld"),
    "mirror-sqld": part("mirror-sqld"),
    "router-simulator": part("router-simulator"),
    "local-api": part("local-api"),
    "edge-api": part("edge-api"),
    "router-mirror": part("router-mirror"),
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
          buildWeb(root, join(dataDir, "logs/web-build.log")),
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
