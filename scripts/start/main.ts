import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { whenCallerEnds } from "./callers.ts";
import { readConfig } from "./config.ts";
import { createStack, type Stack } from "./stack.ts";

const root = resolve(import.meta.dirname, "../..");
let stack: Stack | undefined;
let ending = false;

async function end(code: number, sentence?: string): Promise<never> {
  if (ending) process.exit(code || 1); // asked twice: the exit itself kills what is left
  ending = true;
  if (sentence) console.error(sentence);
  await stack?.stop();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!ending) console.log("\nStopping everything …");
    void end(0);
  });
}
whenCallerEnds(() => void end(0));

try {
  const envFile = join(root, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const config = readConfig(process.env, root);
  stack = createStack({
    ...config,
    say: (line) => console.log(line),
    onGivenUp: (error) =>
      void end(1, `${error.message} Everything is stopped; more is in ${logs(config.dataDir)}.`),
  });
  console.log("Starting mikro-dash …");
  await stack.start();
  const { local, edge, phone, primary } = stack.urls;
  const pairing = await stack.pairingLink().then(
    ({ url, expiresAt }) => `${url}  (once, until ${new Date(expiresAt).toLocaleTimeString("en-GB")})`,
    (error: Error) => `not possible now: ${error.message}`,
  );
  console.log(`
mikro-dash is running.

  desktop       ${local}
  phone         ${phone}
  pair a phone  ${pairing}
  edge API      ${edge}
  primary       ${primary}
  router        ${config.simulateRouter ? "simulated" : process.env.ROUTER_HOST}
  logs          ${logs(config.dataDir)}

Ctrl-C stops everything.`);
  if (config.primary) {
    console.log("The database of TURSO_DATABASE_URL is migrated only by: npx pnpm@12 mikro-dash migrate");
  }
} catch (error) {
  await end(1, error instanceof Error ? error.message : String(error));
}

function logs(dataDir: string): string {
  return relative(process.cwd(), join(dataDir, "logs")) || ".";
}
