import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RawClient } from "./testing/raw-client.ts";

let directory: string;
let child: ChildProcess;
let port: number;
let controlUrl: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "router-simulator-"));
});
afterEach(async () => {
  await kill("SIGKILL");
  rmSync(directory, { recursive: true });
});

async function start(env: Record<string, string> = {}, more: readonly string[] = []): Promise<void> {
  const flags = [
    ...more,
    "--port",
    "0",
    "--control-port",
    "0",
    "--state-file",
    join(directory, "flash.jsonl"),
    "--speed",
    "1000",
  ];
  child = spawn(process.execPath, [join(import.meta.dirname, "cli.ts"), ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  ({ port, controlUrl } = JSON.parse(line.toString()) as { port: number; controlUrl: string });
}

async function kill(signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

async function control(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(controlUrl + path, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  return answer.json();
}

async function user(name: string): Promise<Readonly<Record<string, string>> | undefined> {
  const client = await RawClient.loggedIn(port);
  const replies = await client.command("/ip/hotspot/user/print", `?name=${name}`);
  client.close();
  return replies.find((reply) => reply.kind === "!re")?.attributes;
}

test("given a live session, when the process is killed and started again, then users are there and the live part is lost", async () => {
  await start();
  await control("/command", { words: ["/ip/hotspot/user/add", "=name=A", "=password=A", "=comment=قهوة"] });
  await control("/login", { code: "A" });
  await control("/advance", { seconds: 600 });
  await kill("SIGKILL");
  await start();
  expect(await user("A")).toMatchObject({ ".id": "*1", comment: "قهوة", uptime: "0s", "bytes-out": "0" });
  expect(await user("default-trial")).toMatchObject({ ".id": "*0" });
});

test("given a live session, when the process is asked to stop, then its counters are folded first", async () => {
  await start();
  await control("/command", { words: ["/ip/hotspot/user/add", "=name=A", "=password=A"] });
  await control("/login", { code: "A" });
  await control("/advance", { seconds: 600 });
  await kill("SIGTERM");
  await start();
  expect(Number((await user("A"))?.["bytes-out"])).toBeGreaterThanOrEqual(600 * 40_000);
});

test("given a test's clock, when it moves, then the router's time moves by as much times the speed", async () => {
  let now = 1_000_000;
  let asked = 0;
  const clock = createServer((_request, response) => {
    asked += 1;
    response.end(String(now));
  }).listen(0, "127.0.0.1");
  await once(clock, "listening");
  const address = clock.address();
  const clockPort = typeof address === "object" ? address?.port : 0;
  await start({ MIKRO_DASH_TEST_CLOCK_URL: `http://127.0.0.1:${clockPort}` });
  const uptime = async () =>
    ((await (await fetch(`${controlUrl}/state`)).json()) as { uptimeSeconds: number }).uptimeSeconds;
  expect(await uptime()).toBe(0);
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(0);
  now += 60_000;
  await expect.poll(uptime, { timeout: 5_000 }).toBe(60_000);
  clock.closeAllConnections();
  clock.close();
});

test("given a fault script and random faults, when started, then they strike", async () => {
  const script = join(directory, "script.json");
  const permanent = { kind: "trap", on: "/system/clock", times: null, message: "scripted" };
  writeFileSync(script, JSON.stringify([{ afterSeconds: 0.1, do: "/faults", body: permanent }]));
  await start({}, ["--faults", script, "--random-faults", "0.1", "--random-seed", "3", "--version", "6.49"]);
  const armed = async () => (await (await fetch(`${controlUrl}/faults`)).json()) as { message?: string }[];
  await expect.poll(async () => (await armed()).length, { timeout: 10_000 }).toBeGreaterThan(3);
  expect((await armed()).map((fault) => fault.message)).toContain("scripted");
});

test.each([
  [["--faults", "/nowhere.json"], expect.stringContaining("/nowhere.json")],
  [["--wireless", "radio"], '--wireless is "radio": wifi, wifiwave2 and wireless are allowed\n'],
  [["--port", "many"], '--port is "many": a number from 0 to 65535 is allowed\n'],
  [["--seed", "sesame"], '--seed is "sesame": cafe and bare are allowed\n'],
  [["--version", "new"], '"new" is not a RouterOS version such as 7.20.4\n'],
])("given %j, when started, then it ends with one sentence", async (flags, sentence) => {
  child = spawn(process.execPath, [join(import.meta.dirname, "cli.ts"), ...flags], { stdio: "pipe" });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said).toEqual(sentence);
});
