import { hostname } from "node:os";
import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import { serviceManager } from "@mikro-dash/service/service-manager";
import { ConfigProblem } from "@mikro-dash/service/variables";
import { DataDirectoryInUse } from "@mikro-dash/service/writer-lock";
import { pino } from "pino";
import manifest from "../package.json" with { type: "json" };
import { type Config, readConfig } from "./config.ts";
import { openLeaseHolder } from "./database/lease-holder.ts";
import { MirrorDatabase } from "./database/mirror-database.ts";
import { Mirror } from "./mirror.ts";
import { mirrorClock } from "./mirror-clock.ts";

async function main(config: Config): Promise<void> {
  const log = pino({
    level: config.logLevel,
    redact: { paths: ["password", "authToken", "*.password", "*.authToken"], censor: "…" },
  });
  const holder = openLeaseHolder(config.stateDir, hostname());
  const clock = mirrorClock(config.testTime);
  const gateway = connectRouter({ ...config.router, clock, random: Math.random });
  const database = new MirrorDatabase(config.database);
  const manager = serviceManager(
    process.env,
    () => performance.now(),
    (error) => {
      log.warn({ error: error.message }, "systemd cannot be told");
    },
  );
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "stopping");
      manager.stopping();
      stop.abort();
      gateway.close();
    });
  }
  log.info(
    { router: `${config.router.host}:${config.router.port}`, database: new URL(config.database.url).host },
    "starting",
  );
  const mirror = new Mirror({
    ...{ gateway, database, clock, log, intervalMs: config.intervalMs, version: manifest.version },
    holder: holder.id,
    onAlive: manager.alive,
  });
  manager.ready(`Mirroring ${config.router.host}`);
  await mirror.run(stop.signal);
  gateway.close();
  database.close();
  holder.release();
  log.info("stopped");
}

try {
  const config = readConfig(process.env);
  // Says whether the variables are right, and leaves what it is made of compiled for those that stay (`ExecStartPre`).
  if (process.argv.includes("--check")) process.stdout.write("The configuration is complete.\n");
  else await main(config);
} catch (error) {
  if (!(error instanceof ConfigProblem || error instanceof DataDirectoryInUse)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
