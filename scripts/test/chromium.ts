import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium that runs: the one of CHROMIUM_PATH, one of the system, Debian's package when we are root,
 * else the one that Playwright downloads into its own cache. Throws one sentence when there is none.
 */
export async function ensureChromium(print: (text: string) => void): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Error(
      `CHROMIUM_PATH is ${named}, which does not run; leave it out to have a Chromium found or fetched.`,
    );
  }
  const found = await firstThatRuns(NAMES);
  if (found) return found;

  const problems: string[] = [];
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    print("No Chromium found: installing Debian's package (apt-get install chromium).\n");
    try {
      await show("apt-get", ["update", "-qq"], print);
      await show("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], print);
    } catch (error) {
      problems.push(`apt-get: ${messageOf(error)}`);
    }
    const installed = await firstThatRuns(NAMES);
    if (installed) return installed;
  }
  try {
    return await playwrightChromium(print);
  } catch (error) {
    problems.push(`Playwright's download: ${messageOf(error)}`);
  }
  throw new Error(
    `The browser tests need Chromium, and it could not be fetched (${problems.join("; ")}). Install Chromium or set CHROMIUM_PATH to one.`,
  );
}

/** The first of these commands, by the PATH, that answers `--version`; Ubuntu's stub for the snap does not. */
export async function firstThatRuns(names: readonly string[]): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    for (const name of names) {
      const path = join(folder, name);
      if (existsSync(path) && (await runs(path))) return path;
    }
  }
  return undefined;
}

async function runs(path: string): Promise<boolean> {
  try {
    await promisify(execFile)(path, ["--version"], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function playwrightChromium(print: (text: string) => void): Promise<string> {
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    print("No Chromium found: downloading Playwright's.\n");
    const cli = join(dirname(fileURLToPath(import.meta.resolve("playwright-core/package.json"))), "cli.js");
    await show(process.execPath, [cli, "install", "chromium"], print);
  }
  if (await runs(path)) return path;
  throw new Error(
    `${path} does not run, probably for want of system libraries (playwright install-deps chromium)`,
  );
}

function show(command: string, args: readonly string[], print: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stdout.on("data", () => undefined);
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve();
      print(errors);
      reject(new Error(`${command} ended with code ${code}`));
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
