import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigProblem } from "@mikro-dash/service/variables";
import { DataDirectoryInUse, takeWriterLock, type WriterLock } from "@mikro-dash/service/writer-lock";

export interface LeaseHolder extends WriterLock {
  /** The same after a restart; another one on another computer, also from a copy of the directory. */
  readonly id: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who this mirror is: what stands in its directory, on this computer. Nobody else is it while this process lives, for the
 * directory is locked; so the lease of the life before it may be taken back at once.
 * @throws DataDirectoryInUse, ConfigProblem
 */
export function openLeaseHolder(stateDir: string, computer: string): LeaseHolder {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    const lock = takeWriterLock(stateDir, "router-mirror");
    return { id: `${savedId(join(stateDir, "lease-holder"))}@${computer}`, release: lock.release };
  } catch (error) {
    if (error instanceof DataDirectoryInUse) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigProblem(
      `DATA_DIR: ${stateDir} cannot be written (${reason}); allowed is a directory that can.`,
    );
  }
}

function savedId(file: string): string {
  const saved = readText(file);
  if (ID.test(saved)) return saved;
  const id = randomUUID();
  writeFileSync(`${file}.new`, `${id}\n`);
  renameSync(`${file}.new`, file);
  return id;
}

/** Without a file, or with one that was torn, it is nobody yet: it waits as a stranger does. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
