import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The cloud is another machine: what of it must run on this one shall not take the shop's disk and processor. */
const MEMORY = "/dev/shm";
/** Five primaries with their history, and room. */
const ROOM_BYTES = 4 * 2 ** 30;

export interface CloudDisk {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Where primaries keep their files: in memory where Linux has room for them there. Both on one disk, the shop's `fsync`
 * would wait for those of four databases that are elsewhere in truth.
 * @param fallback a directory that is used where there is no such memory
 */
export async function diskElsewhere(fallback: string): Promise<CloudDisk> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  if (room < ROOM_BYTES) return { path: fallback, remove: async () => undefined };
  const path = await mkdtemp(join(MEMORY, "mikro-dash-bench-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Lets a process of the cloud, or of the way there, run only while no process of the shop wants to (`SCHED_IDLE`), and
 * its session weigh next to nothing, where Linux weighs sessions (autogroup). Where `chrt` is missing it stays as it is.
 */
export async function processorElsewhere(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/autogroup`, "19").catch(() => undefined);
  return new Promise((resolve) => {
    execFile("chrt", ["--all-tasks", "--idle", "--pid", "0", String(pid)], () => resolve());
  });
}
