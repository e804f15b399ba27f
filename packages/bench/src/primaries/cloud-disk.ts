import { mkdtemp, rm, statfs } from "node:fs/promises";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** Five primaries with their history, and room. */
const ROOM_BYTES = 4 * 2 ** 30;

export interface CloudDisk {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Where primaries keep their files: in memory where Linux has room for them there, because the cloud's disk is not the
 * shop's. Both on one disk, the shop's `fsync` would wait for those of four databases that are elsewhere in truth.
 * @param fallback a directory that is used where there is no such memory
 */
export async function cloudDisk(fallback: string): Promise<CloudDisk> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  if (room < ROOM_BYTES) return { path: fallback, remove: async () => undefined };
  const path = await mkdtemp(join(MEMORY, "mikro-dash-bench-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
