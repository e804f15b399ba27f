import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client";
import { devices } from "@mikro-dash/db-schema/tables/people";
import type { DeviceId } from "@mikro-dash/domain/ids";
import { formatStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startNode } from "@mikro-dash/test-kit/processes";
import { waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { sha256 } from "@mikro-dash/use-cases/devices/token";
import { drizzle } from "drizzle-orm/libsql/node";
import type { Phone } from "../convergence/plan.ts";
import { startLocalApi, temporaryDirectory } from "./local-api.ts";
import { startPrimary } from "./shop.ts";

const EDGE = fileURLToPath(new URL("../../../../scripts/start/edge-worker.ts", import.meta.url));
const PHONES: readonly Phone[] = ["phone-1", "phone-2"];
const tokenOf = (phone: Phone) => phone.padEnd(64, "0");

/** A real sqld, the edge API in real workerd before it, and local-api in a process of its own behind a fault proxy. */
export async function startRealServers() {
  const stack = new AsyncDisposableStack();
  const primary = await startPrimary();
  stack.defer(() => primary.sqld.stop());
  await pair(primary.client);
  const link = await startFaultProxy(primary.sqld.url);
  stack.defer(() => link.stop());
  const port = String(await freePort());
  const variables = JSON.stringify({
    TURSO_DATABASE_URL: primary.sqld.url,
    MIRROR_DATABASE_URL: primary.sqld.url,
  });
  const edge = await startNode({ name: "edge-api", script: EDGE, args: [port, variables] });
  stack.defer(async () => void (await edge.stop()));
  const directory = stack.use(await temporaryDirectory());
  const start = () => startLocalApi(directory.path, { TURSO_DATABASE_URL: link.url });
  let desktop = await start();
  stack.defer(async () => void (await desktop.process.stop()));
  const edgeUrl = `http://127.0.0.1:${port}`;
  await waitForHttp(edgeUrl, { timeoutMs: 60_000 });
  const local = createClient({ url: `file:${join(directory.path, "local.db")}` });
  stack.defer(() => local.close());
  return {
    ...{ primary: primary.client, local, link },
    /** SIGKILL, and a new life. */
    async powerCut() {
      await desktop.process.kill();
      desktop = await start();
    },
    /** One request of the desktop's page or of a phone; what was answered, null = nothing was. */
    async send(who: "desktop" | Phone, method: string, path: string, body: unknown) {
      const headers = {
        "content-type": "application/json",
        authorization: `Bearer ${tokenOf(who as Phone)}`,
      };
      const url = `${who === "desktop" ? desktop.baseUrl : edgeUrl}/api/v1${path}`;
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(url, { method, headers, ...sent }).catch(() => null);
      return (
        answer && { status: answer.status, json: (await answer.json()) as Readonly<Record<string, unknown>> }
      );
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
export type RealServers = Awaited<ReturnType<typeof startRealServers>>;

async function pair(client: Awaited<ReturnType<typeof startPrimary>>["client"]): Promise<void> {
  const at = epochMs(Date.now());
  for (const [i, phone] of PHONES.entries()) {
    const stamp = formatStamp({ at, counter: i, node: "testedge" });
    const row = { name: phone, tokenHash: await sha256(tokenOf(phone)), pairedAt: at };
    const id = `018f3a5c-7b2e-7c11-8a44-00000000de5${i}` as DeviceId;
    const accepted = { updatedAt: stamp, syncedAt: new Date(at).toISOString() };
    await drizzle({ client })
      .insert(devices)
      .values({ id, ...accepted, ...row });
  }
}
