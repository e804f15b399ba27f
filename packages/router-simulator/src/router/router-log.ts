import type { ByteString } from "../wire/byte-string.ts";
import type { Router } from "./router.ts";

/** Lines a router keeps in its memory. */
const KEPT = 1_000;

/** The router's own log; it is in memory, so it begins anew with every boot. */
export function noteInLog(router: Router, topics: string, message: ByteString): void {
  const { log } = router.tables;
  log.add({ time: new Date(router.now).toISOString().slice(11, 19), topics, message });
  const [oldest] = log.entries().next().value ?? [];
  if (log.size > KEPT && oldest !== undefined) log.delete(oldest);
}
