import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningProcess, startProcess } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serviceManager } from "./service-manager.ts";

const has = (command: string) => spawnSync(command, ["--version"]).status === 0;
const canListen = has("systemd-notify") && has("python3");

/** What systemd does: reads datagrams, and closes what comes with them as a receipt. Node cannot. */
const LISTENER = `
import os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("listening", flush=True)
while True:
    message, receipts, _, _ = socket.recv_fds(s, 4096, 4)
    print(message.decode().replace("\\n", " "), flush=True)
    for receipt in receipts:
        os.close(receipt)
`;

const shouldNotHappen = (error: Error) => {
  throw error;
};

describe.skipIf(!canListen)("given somebody who listens as systemd does", () => {
  let directory: string;
  let socket: string;
  let listener: RunningProcess;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "notify-"));
    socket = join(directory, "notify.sock");
    listener = await startProcess({ name: "listener", command: "python3", args: ["-c", LISTENER, socket] });
    await waitFor("the listener", () => listener.output().includes("listening"));
  });
  afterEach(async () => {
    await listener.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test("when the service begins, works and ends, then it is told of each", async () => {
    const env = { PATH: process.env.PATH, NOTIFY_SOCKET: socket, WATCHDOG_USEC: "30000000" };
    const problems: Error[] = [];
    let now = 0;
    const manager = serviceManager(
      env,
      () => now,
      (error) => problems.push(error),
    );
    manager.ready("The desktop is at http://127.0.0.1:3000");
    await heard("READY=1");
    expect(listener.output()).toContain("STATUS=The desktop is at http://127.0.0.1:3000");
    manager.alive();
    await heard("WATCHDOG=1");
    now = 9_999;
    manager.alive();
    now = 10_000;
    manager.alive();
    manager.stopping();
    await heard("STOPPING=1");
    await waitFor("two signs of life", () => listener.output().match(/WATCHDOG=1/g)?.length === 2);
    expect(problems).toEqual([]);
  });

  const heard = (words: string) => waitFor(words, () => listener.output().includes(words));
});

test("given no systemd, when it is told anything, then nothing happens", () => {
  const manager = serviceManager({ PATH: "" }, () => 0, shouldNotHappen);
  manager.ready("");
  manager.alive();
  manager.stopping();
});

test("given no systemd-notify, when it is told, then the problem is said", async () => {
  const problems: Error[] = [];
  serviceManager(
    { PATH: "/nowhere", NOTIFY_SOCKET: "/nowhere" },
    () => 0,
    (error) => problems.push(error),
  ).ready("");
  await waitFor("the problem", () => problems.length === 1);
});
