import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import { pino } from "pino";
import manifest from "../package.json" with { type: "json" };
import { type Config, ConfigProblem, readConfig } from "./config.ts";
import { MirrorDatabase } from "./database/mirror-database.ts";
import { Mirror } from "./mirror.ts";
import { mirrorClock } from "./mirror-clock.ts";

async function main(config: Config): Promise<void> {
  const log = pino({
    level: config.logLevel,
    redact: { paths: ["password", "authToken", "*.password", "*.authToken"], censor: "…" },
  });
  const clock = mirrorClock(config.testClockUrl);
  const gateway = connectRouter({ ...config.router, clock, random: Math.random });
  const database = new MirrorDatabase(config.database);
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "stopping");
      stop.abort();
      gateway.close();
    });
  }
  log.info(
    { router: `${config.router.host}:${config.router.port}`, database: new URL(config.database.url).host },
    "starting",
  );
  const { intervalMs } = config;
  await new Mirror({ gateway, database, clock, log, intervalMs, version: manifest.version }).run(stop.signal);
  gateway.close();
  database.close();
  log.info("stopped");
}

try {
  await main(readConfig(process.env));
} catch (error) {
  if (!(error instanceof ConfigProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
