import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningProcess, startNode, startProcess } from "./processes.ts";
import { waitFor } from "./wait-for.ts";

let dir: string;
const started: RunningProcess[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-processes-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) if (child.isRunning()) await child.kill();
  await rm(dir, { recursive: true, force: true });
});

async function run(source: string, env: Record<string, string | undefined> = {}): Promise<RunningProcess> {
  const script = join(dir, "program.mjs");
  await writeFile(script, source);
  const child = await startNode({ name: "program", script, env, logFile: join(dir, "program.log") });
  started.push(child);
  return child;
}

/** A zombie has ended, whoever forgot to collect it. */
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
};

test("given a program that prints a line, when it is awaited, then the match is answered and the log file has it", async () => {
  const child = await run(`console.log("listening on " + 4242); setInterval(() => {}, 1000);`);
  const [, port] = await child.waitForLine(/listening on (\d+)/);
  expect(port).toBe("4242");
  await waitFor("the log file", async () =>
    (await readFile(join(dir, "program.log"), "utf8")).includes("4242"),
  );
});

test("given a program that ends without its line, when the line is awaited, then the failure shows what it printed", async () => {
  const child = await run(`console.error("PORT must be a number"); process.exitCode = 3;`);
  await expect(child.waitForLine(/listening/)).rejects.toThrow("PORT must be a number");
  expect(await child.exited).toEqual({ code: 3, signal: null });
});

test("given a program that cleans up, when it is stopped, then it had the time to", async () => {
  const child = await run(`
    process.once("SIGTERM", () => setTimeout(() => { console.log("cleaned"); process.exit(0); }, 50));
    setInterval(() => {}, 1000); console.log("ready");`);
  await child.waitForLine(/ready/);
  expect(await child.stop()).toEqual({ code: 0, signal: null });
  expect(child.output()).toContain("cleaned");
});

test("given a program that ignores SIGTERM, when it is stopped, then it is killed after the grace", async () => {
  const child = await run(
    `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready");`,
  );
  await child.waitForLine(/ready/);
  expect(await child.stop(100)).toEqual({ code: null, signal: "SIGKILL" });
});

test.each(["kill", "stop", "alone"])(
  "given a program with a child, when it ends by %s, then the child ends too",
  async (how) => {
    const child = await run(
      `
    import { spawn } from "node:child_process";
    const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
    console.log("grandchild " + grandchild.pid);
    process.on("SIGTERM", () => process.exit(0));
    if (process.env.HOW === "alone") setTimeout(() => process.exit(0), 200);
    setInterval(() => {}, 1000);`,
      { HOW: how },
    );
    const grandchild = Number((await child.waitForLine(/grandchild (\d+)/))[1]);
    expect(isAlive(grandchild)).toBe(true);
    if (how === "kill") await child.kill();
    else if (how === "stop") await child.stop();
    else await child.exited;
    await waitFor("the grandchild to end", () => !isAlive(grandchild), { timeoutMs: 2_000 });
  },
);

test.each(["SIGKILL", "SIGTERM"] as const)(
  "given a program that started another one, when it gets %s without a chance to clean up, then the other ends too",
  async (signal) => {
    const child = await run(`
      import { startProcess } from ${JSON.stringify(join(import.meta.dirname, "processes.ts"))};
      const run = (name, source) => startProcess({ name, command: process.execPath, args: ["-e", source] });
      const gone = await run("gone", "");
      await gone.exited;
      const other = await run("other", "setInterval(() => {}, 1000)");
      console.log("other " + other.pid);
      setInterval(() => {}, 1000);`);
    const other = Number((await child.waitForLine(/other (\d+)/))[1]);
    process.kill(child.pid, signal);
    await child.exited;
    await waitFor("the other to end", () => !isAlive(other), { timeoutMs: 2_000 });
  },
);

test("given a variable set to undefined, when a program starts, then it is not in its environment", async () => {
  const child = await run(`console.log(JSON.stringify([process.env.HOME ?? null, process.env.ADDED]));`, {
    HOME: undefined,
    ADDED: "yes",
  });
  await child.exited;
  expect(child.output()).toContain('[null,"yes"]');
});

test("given a program that does not exist, when it is started, then the error names it", async () => {
  await expect(startProcess({ name: "ghost", command: join(dir, "ghost") })).rejects.toThrow(
    /ghost cannot be started/,
  );
});
