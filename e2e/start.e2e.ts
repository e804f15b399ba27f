import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const PORTS = [
  "PORT",
  "EDGE_PORT",
  "PHONE_PORT",
  "SQLD_PORT",
  "MIRROR_SQLD_PORT",
  "SIMULATOR_PORT",
  "SIMULATOR_CONTROL_PORT",
] as const;

let dataDir: string;
let ports: Record<(typeof PORTS)[number], string>;
let running: RunningProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "mikro-dash-start-"));
  ports = Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, String(await freePort())])));
});
afterEach(async () => {
  if (running?.isRunning()) await running.stop(20_000);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<RunningProcess> {
  running = await startNode({
    name: "start",
    script: join(root, "scripts/start/main.ts"),
    cwd: root,
    env: { ...ports, DATA_DIR: dataDir, ...env },
  });
  return running;
}

/** Every process that was started for this data directory, by the environment that it inherited. */
async function processesOfOurs(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8");
      if (environment.includes(`DATA_DIR=${dataDir}\0`))
        found.push(await readFile(`/proc/${pid}/cmdline`, "utf8"));
    } catch {
      // it ended, or is not ours to read
    }
  }
  return found;
}

/** A killed child is gone from the process table a moment after the one that killed it. */
const nothingIsLeft = () =>
  waitFor("every process to end", async () => (await processesOfOurs()).length === 0);

const statusOf = async (url: string) => (await fetch(url)).status;

test.each(["SIGINT", "SIGTERM"] as const)(
  "given nothing but this clone, when start runs and gets %s, then it served everything and leaves no process",
  async (signal) => {
    const started = await start();
    await started.waitForLine(/Ctrl-C stops everything/, 120_000);
    expect(await statusOf(`http://localhost:${ports.PORT}/`)).toBe(200);
    expect(await statusOf(`http://localhost:${ports.PORT}/api/v1/board`)).toBe(200);
    expect(await statusOf(`http://localhost:${ports.PHONE_PORT}/`)).toBe(200);
    expect(await statusOf(`http://localhost:${ports.EDGE_PORT}/health`)).toBe(200);
    expect(await statusOf(`http://localhost:${ports.EDGE_PORT}/api/v1/board`)).toBe(401);
    expect(started.output()).toMatch(new RegExp(`pair a phone +http://localhost:${ports.PHONE_PORT}/\\S+`));
    expect((await processesOfOurs()).length).toBeGreaterThan(6);

    process.kill(started.pid, signal); // to the leader alone, as a service manager would
    expect(await started.exited).toEqual({ code: 0, signal: null });
    await nothingIsLeft();
  },
);

test("given a port that is taken, when start runs, then one sentence names the variable and nothing is left", async () => {
  const holder: Server = createServer();
  await new Promise<void>((done) => holder.listen(Number(ports.EDGE_PORT), "127.0.0.1", done));
  const started = await start();
  expect((await started.exited).code).toBe(1);
  await new Promise((done) => holder.close(done));
  expect(started.output()).toContain(`Port ${ports.EDGE_PORT} is taken`);
  expect(started.output()).toContain("EDGE_PORT");
  expect(started.output()).not.toContain("    at ");
  await nothingIsLeft();
});

test.each([
  ["PORT", "three thousand"],
  ["DATABASE_MODE", "sideways"],
  ["TURSO_DATABASE_URL", "somewhere"],
  ["DATA_DIR", "/dev/null/data"],
])(
  "given %s=%s, when start runs, then one sentence names the variable and nothing is left",
  async (name, value) => {
    const started = await start({ [name]: value });
    expect((await started.exited).code).toBe(1);
    expect(started.output()).toContain(name);
    expect(started.output()).not.toContain("    at ");
    await nothingIsLeft();
  },
);

test("given a part that dies, when start notices, then it says so and the part is back", async () => {
  const started = await start();
  await started.waitForLine(/Ctrl-C stops everything/, 120_000);
  const simulator = await findProcess("router-simulator");
  process.kill(simulator, "SIGKILL");
  await started.waitForLine(/router-simulator ended/);
  await started.waitForLine(/router-simulator is back/);
});

async function findProcess(part: string): Promise<number> {
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const [environment, command] = await Promise.all([
      readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
      readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    ]);
    if (environment.includes(`DATA_DIR=${dataDir}\0`) && command.includes(part)) return Number(pid);
  }
  throw new Error(`${part} does not run`);
}
