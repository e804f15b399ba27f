import { createClient } from "@libsql/client/http";
import { sha256 } from "@mikro-dash/use-cases/devices/token";
import type { Primary } from "../primaries/primary.ts";
import { type KeepAlive, keepAlive } from "../subjects/keep-alive.ts";
import { startPlainWorkerd } from "./plain-workerd.ts";

const TOKEN = "bench".padEnd(64, "0");
const STAMP = "2026-11-01T00:00:00.000Z-0000-historic";

export interface Edge extends Pick<KeepAlive, "get" | "post"> {
  stop(): Promise<void>;
}

/** The phone's API in real workerd, and a phone that is paired with it. */
export async function startEdge(main: Primary, mirror: Primary): Promise<Edge> {
  await pairPhone(main.url);
  const worker = await startPlainWorkerd({ TURSO_DATABASE_URL: main.url, MIRROR_DATABASE_URL: mirror.url });
  const phone = keepAlive(worker.baseUrl, { authorization: `Bearer ${TOKEN}` });
  return {
    get: (path) => phone.get(path),
    post: (path, body) => phone.post(path, body),
    async stop() {
      phone.close();
      await worker.stop();
    },
  };
}

async function pairPhone(url: string): Promise<void> {
  const client = createClient({ url });
  await client.execute({
    sql: "INSERT INTO devices (id, updated_at, synced_at, name, token_hash, paired_at) VALUES (?, ?, ?, ?, ?, ?)",
    args: [
      "01900007-0000-7000-8000-000000000001",
      STAMP,
      STAMP.slice(0, 24),
      "bench",
      await sha256(TOKEN),
      1,
    ],
  });
  client.close();
}
