import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startNode } from "@mikro-dash/test-kit/processes";
import { waitFor, waitForHttp } from "@mikro-dash/test-kit/wait-for";
import { countedBy } from "../primaries/primary.ts";
import { startSqldFor } from "../primaries/sqld-primary.ts";

const LOCAL_API = join(import.meta.dirname, "../../../../apps/local-api/src/main.ts");

const PATIENCE_MS = 30_000;

/** What the real local-api costs the mirror's database by saying that the café is there: from one beat to so many later. */
export async function measureCafeBeats(
  dir: string,
  beats: number,
): Promise<{ readonly rowsWritten: number; readonly rowsRead: number; readonly windowMs: number }> {
  const main = await startSqldFor(join(dir, "main"), "shared");
  const own = await startSqldFor(join(dir, "own"), "mirror");
  const port = await freePort();
  const data = join(dir, "shop");
  await mkdir(data, { recursive: true });
  const shop = await startNode({
    name: "local-api",
    script: LOCAL_API,
    env: {
      ...{ DATA_DIR: data, PORT: String(port), WEB_DIST: data, LOG_LEVEL: "warn", ROUTER_HOST: undefined },
      ...{ TURSO_DATABASE_URL: main.url, TURSO_AUTH_TOKEN: undefined, TURSO_AUTH_TOKEN_FILE: undefined },
      ...{ MIRROR_DATABASE_URL: own.url, MIRROR_AUTH_TOKEN: undefined, DATABASE_MODE: undefined },
      ...{ MIKRO_DASH_TEST_CLOCK_URL: undefined },
    },
  });
  try {
    await waitForHttp(`http://127.0.0.1:${port}/health`, { ok: true, timeoutMs: 60_000 });
    const nextBeat = async () => {
      const { rowsWritten } = await countedBy(own);
      const written = async () => (await countedBy(own)).rowsWritten > rowsWritten;
      await waitFor("the café's heartbeat", written, { timeoutMs: PATIENCE_MS, everyMs: 50 });
    };
    await nextBeat();
    const [from, before] = [performance.now(), await countedBy(own)];
    for (let n = 0; n < beats; n++) await nextBeat();
    const after = await countedBy(own);
    return {
      rowsWritten: after.rowsWritten - before.rowsWritten,
      rowsRead: after.rowsRead - before.rowsRead,
      windowMs: performance.now() - from,
    };
  } finally {
    await shop.stop();
    await own.stop();
    await main.stop();
  }
}
