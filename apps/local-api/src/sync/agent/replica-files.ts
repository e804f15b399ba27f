import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export const directoryOf = (dataDir: string, n: number) => join(dataDir, `replica-${n}`);

/** A replica is disposable: what was left behind by a rebuild goes. */
export function removeOtherReplicas(dataDir: string, kept: string): void {
  for (const name of readdirSync(dataDir)) {
    const directory = join(dataDir, name);
    if (/^replica-\d+$/.test(name) && directory !== kept) rmSync(directory, { recursive: true, force: true });
  }
}

/** Bytes of all its files; 0 when there are none. */
export function sizeOf(directory: string): number {
  try {
    return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
  } catch {
    return 0;
  }
}
