import { cpus, release, totalmem, type } from "node:os";

/** In words: what all numbers depend on. */
export function machine(): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${gib} GiB, ${type()} ${release().split("-")[0]}, Node ${process.versions.node}`;
}
