import { serviceManager } from "@mikro-dash/service/service-manager";
import { ConfigProblem } from "@mikro-dash/service/variables";
import { DataDirectoryInUse } from "@mikro-dash/service/writer-lock";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { openShop } from "./shop.ts";

/** A signal that is not heeded in time: the next life pushes what is left. */
const LAST_MOMENT_MS = 8_000;

try {
  const config = readConfig(process.env);
  // Lines are written beside the work, not in it: one write to a file can take as long as the command it tells of. What
  // is still to be written goes out when the process ends by itself; a SIGKILL may take the last line with it.
  const log = pino(
    { level: config.logLevel, base: { part: "local-api" } },
    pino.destination({ sync: false }),
  );
  const manager = serviceManager(
    process.env,
    () => performance.now(),
    (error) => {
      log.warn({ error: error.message }, "systemd cannot be told");
    },
  );
  const shop = await openShop(config, log, manager.alive);
  log.info({ address: shop.address }, `local-api ready at ${shop.address}`);
  manager.ready(`The desktop is at ${shop.address}`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    manager.stopping();
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    shop.stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ error: String(error) }, "the shop did not close cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  if (!(error instanceof ConfigProblem || error instanceof DataDirectoryInUse)) throw error;
  console.error(error.message);
  process.exit(1);
}
