import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { devices } from "@mikro-dash/db-schema/tables/people";
import type { DeviceId } from "@mikro-dash/domain/ids";
import { formatStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { everyCase } from "@mikro-dash/http/contract-suite/every-case";
import { comparable, failures, runCases } from "@mikro-dash/http/contract-suite/run";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startNode } from "@mikro-dash/test-kit/processes";
import { startSqld } from "@mikro-dash/test-kit/sqld";
import { waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { sha256 } from "@mikro-dash/use-cases/devices/token";
import { drizzle } from "drizzle-orm/libsql";
import { expect, test } from "vitest";
import { unstable_startWorker as startWorker } from "wrangler";

const TOKEN = "0123456789abcdef".repeat(4);

async function startEdge() {
  const sqld = await startSqld();
  const client = createClient({ url: sqld.url });
  await migrate(client, "shared");
  await migrate(client, "mirror");
  const at = epochMs(Date.now());
  await drizzle({ client })
    .insert(devices)
    .values({
      id: "018f3a5c-7b2e-7c11-8a44-00000000de51" as DeviceId,
      updatedAt: formatStamp({ at, counter: 0, node: "testedge" }),
      syncedAt: new Date(at).toISOString(),
      name: "the owner's phone",
      tokenHash: await sha256(TOKEN),
      pairedAt: at,
    });
  const worker = await startWorker({
    config: new URL("../wrangler.jsonc", import.meta.url).pathname,
    bindings: { TURSO_DATABASE_URL: { type: "plain_text", value: sqld.url } },
    dev: { server: { hostname: "127.0.0.1", port: 0 }, inspector: false, logLevel: "error" },
  });
  const baseUrl = (await worker.url).origin;
  const stop = async () => {
    await worker.dispose();
    client.close();
    await sqld.stop();
  };
  return { target: { host: "edge" as const, baseUrl, headers: { authorization: `Bearer ${TOKEN}` } }, stop };
}

/** The shop's own program, as it runs on the desktop, without a cloud and without a router. */
async function startLocal() {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-contract-"));
  const process = await startNode({
    name: "local-api",
    script: fileURLToPath(new URL("../../local-api/src/main.ts", import.meta.url)),
    env: { DATA_DIR: directory, PORT: String(port), LOG_LEVEL: "warn" },
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  await waitForHttp(`${baseUrl}/health`, { ok: true, timeoutMs: 45_000 });
  const stop = async () => {
    await process.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { target: { host: "local" as const, baseUrl, headers: {} }, stop };
}

test("given both servers on empty databases, when the same cases are sent to both, then they answer the same", {
  timeout: 180_000,
}, async () => {
  const shop = await startLocal();
  const edge = await startEdge();
  try {
    const cases = everyCase(Date.now());
    const local = await runCases(shop.target, cases);
    const phone = await runCases(edge.target, cases);
    expect(failures(local)).toBe("");
    expect(failures(phone)).toBe("");
    expect(comparable(phone)).toEqual(comparable(local));
    expect(comparable(local).length).toBeGreaterThan(550);
  } finally {
    await edge.stop();
    await shop.stop();
  }
});
