import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@mikro-dash/api-contract/client";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { createStack, type Ports, type Stack } from "../../scripts/start/stack.ts";

const timeoutMs = 15_000;

/** The edge API as a paired phone calls it. */
export const phoneClient = (baseUrl: string, token: string): Client =>
  createClient({ baseUrl, timeoutMs, token: () => token });

export interface System {
  readonly stack: Stack;
  readonly dataDir: string;
  /** Between local-api and the primary. */
  readonly link: FaultProxy;
  /** Between the shop (local-api and the mirror) and the mirror's database: the other half of its internet. */
  readonly mirrorLink: FaultProxy;
  /** The desktop's API, as the shop's own computer calls it. */
  readonly desktop: Client;
  /** A phone of its own, paired through the desktop. */
  pairPhone(name: string): Promise<{ readonly client: Client; readonly token: string }>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** For every process, such as MIKRO_DASH_TEST_CLOCK_URL. */
  readonly env?: Readonly<Record<string, string>>;
  /** Between the shop and both databases, and between the edge and the primary; 0 by default. */
  readonly roundTripMs?: number;
}

/** The whole system on free ports and an empty directory, its link to the cloud in the test's hand. */
export async function startSystem({ env = {}, roundTripMs = 0 }: SystemOptions = {}): Promise<System> {
  const dataDir = await mkdtemp(join(tmpdir(), "mikro-dash-e2e-"));
  const ports = await freePorts();
  const link = await startFaultProxy({ port: ports.primary });
  const edgeLink = await startFaultProxy({ port: ports.primary });
  const mirrorLink = await startFaultProxy({ port: ports.mirrorDatabase });
  for (const one of [link, edgeLink, mirrorLink]) one.setDelay(roundTripMs);
  const stack = createStack({
    dataDir,
    ports,
    env,
    envOf: {
      "local-api": { TURSO_DATABASE_URL: link.url, MIRROR_DATABASE_URL: mirrorLink.url },
      "router-mirror": { MIRROR_DATABASE_URL: mirrorLink.url },
      "edge-api": { TURSO_DATABASE_URL: edgeLink.url },
    },
  });
  const stop = async () => {
    await stack.stop();
    await Promise.all([link.stop(), edgeLink.stop(), mirrorLink.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await stack.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const desktop = createClient({ baseUrl: stack.urls.local, timeoutMs });
  return {
    stack,
    dataDir,
    link,
    mirrorLink,
    desktop,
    stop,
    async pairPhone(name) {
      const { code } = await desktop.call("createPairing", { body: {} });
      const stranger = createClient({ baseUrl: stack.urls.edge, timeoutMs });
      // The invitation reaches the edge through the primary, which takes a moment.
      const { token } = await waitFor(
        "the pairing code to reach the edge",
        () => stranger.call("pairDevice", { body: { code, name } }),
        { everyMs: 500 },
      );
      return { token, client: phoneClient(stack.urls.edge, token) };
    },
  };
}

/** Different ones: the system may hand out a port again that was free a moment ago. */
async function freePorts(): Promise<Ports> {
  const ports = {
    local: await freePort(),
    edge: await freePort(),
    phone: await freePort(),
    primary: await freePort(),
    mirrorDatabase: await freePort(),
    simulator: await freePort(),
    simulatorControl: await freePort(),
  };
  return new Set(Object.values(ports)).size === Object.keys(ports).length ? ports : freePorts();
}
