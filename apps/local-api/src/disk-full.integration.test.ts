import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { ratePerHour } from "@mikro-dash/domain/money/piasters";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "./testing/local-api.ts";

const MEGABYTE = 1_048_576;
/** A small disk of its own needs root; elsewhere the row is not shown. */
const canMount = process.platform === "linux" && process.getuid?.() === 0;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let isMounted = false;
beforeAll(async () => {
  directory = await temporaryDirectory();
  if (!canMount) return;
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${4 * MEGABYTE}`, "tmpfs", directory.path]);
  isMounted = true;
});
afterAll(async () => {
  if (isMounted) execFileSync("umount", ["-l", directory.path]);
  await directory[Symbol.asyncDispose]();
});

test.skipIf(!canMount)(
  "fault 20: given a disk that is full, when something is written, then 507 and no half of it; when there is room again, it works",
  async () => {
    const api = await startLocalApi(directory.path);
    const aStation = (name: string) =>
      api.client.call("createStation", { body: { name, nameAr: name, hourlyRate: ratePerHour(3_000) } });
    const kept = [String((await aStation("before")).id)];
    const ballast = join(directory.path, "ballast");
    const free = statfsSync(directory.path);
    writeFileSync(ballast, Buffer.alloc(free.bavail * free.bsize));
    let refused: unknown;
    for (let i = 0; i < 200 && refused === undefined; i++) {
      await aStation(`while full ${i}`).then(
        (station) => kept.push(String(station.id)),
        (error) => {
          refused = error;
        },
      );
    }
    expect(refused).toMatchObject({ status: 507, code: "STORAGE_FULL" });
    const board = await api.client.call("getBoard", {});
    expect(board.stations.map((station) => String(station.id)).sort()).toEqual(kept.toSorted());
    rmSync(ballast);
    kept.push(String((await aStation("after")).id));
    await api.process.stop();
    const local = createClient({ url: `file:${join(directory.path, "local.db")}` });
    expect((await local.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
    // A command is its row and its line in the log: both, or neither.
    const ids = await local.execute("SELECT id FROM ps_stations ORDER BY id");
    expect(ids.rows.map((row) => row.id)).toEqual(kept.toSorted());
    const log = await local.execute("SELECT count(*) AS n FROM activity");
    expect(log.rows[0]?.n).toBe(kept.length);
    local.close();
  },
);
