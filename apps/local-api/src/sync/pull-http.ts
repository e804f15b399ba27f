import type { Primary } from "./primary.ts";
import { advance, type Cursors, type PulledTable, pullStatements, readPulled } from "./pulled.ts";

/** Reads everything past the cursors straight from the primary, one round trip per 500 rows of the longest table. */
export async function pullByHttp(
  primary: Primary,
  cursors: Cursors,
  merge: (tables: readonly PulledTable[]) => Promise<void>,
  signal: AbortSignal,
  pageRows?: number,
): Promise<void> {
  let at = cursors;
  for (;;) {
    signal.throwIfAborted();
    const { tables, more } = readPulled(await primary.batch(pullStatements(at, pageRows), "read"), pageRows);
    await merge(tables);
    if (!more) return;
    at = advance(at, tables);
  }
}
