import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { startProcess } from "@mikro-dash/test-kit/processes";

/** Builds the SPA when its sources changed since the last time (turbo's cache decides), and answers where it is. */
export async function buildWeb(root: string, logFile: string): Promise<string> {
  // turbo asks pnpm for the workspace; run by anything but pnpm, there may be none on the PATH.
  const viaPnpm = (await isOnPath("pnpm")) ? [] : ["npx", "--yes", "pnpm@12", "exec"];
  const [command = "", ...args] = [
    ...viaPnpm,
    "turbo",
    "run",
    "build",
    "--filter=@mikro-dash/web",
    "--ui=stream",
  ];
  const build = await startProcess({
    name: "the build of the web app",
    command,
    args,
    cwd: root,
    logFile,
    env: {
      PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
      TURBO_TELEMETRY_DISABLED: "1",
      NODE_ENV: undefined,
    },
  });
  const { code } = await build.exited;
  if (code !== 0) throw new Error(`The web app could not be built:\n${build.output().slice(-3_000)}`);
  return join(root, "apps/web/dist");
}

async function isOnPath(name: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      await access(join(folder, name), constants.X_OK);
      return true;
    } catch {
      // not in this one
    }
  }
  return false;
}
