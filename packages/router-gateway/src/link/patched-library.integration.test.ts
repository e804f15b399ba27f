import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@mikro-dash/router-simulator/simulator";
import { RouterOSAPI } from "node-routeros";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** What `patches/node-routeros@1.6.9.patch` mends, one defect a test: each fails with the package as published (but the timeout of the login, which worked). */

let simulator: Simulator;
let api: RouterOSAPI;

async function given(options: SimulatorOptions = {}): Promise<void> {
  api?.destroy?.();
  await simulator?.stop();
  simulator = await startSimulator(options);
  api = client(simulator.port);
  await api.connect();
}

function client(port: number, timeout = 30): RouterOSAPI {
  const made = new RouterOSAPI({
    host: "127.0.0.1",
    port,
    user: "mikro-dash",
    password: "mikro-dash",
    timeout,
  });
  made.on("error", () => undefined);
  return made;
}

const rows = (...words: string[]) => within(api.write(words[0] ?? "", words.slice(1)));

/** Some 1.3 MB of them. */
const ROWS = 10_000;

/** A promise that never settles is a failed test, not a hanging one. */
async function within<T>(work: Promise<T>, ms = 3_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("left pending")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

beforeEach(() => given());
afterEach(async () => {
  api.destroy();
  await simulator.stop();
});

test("given RouterOS 7.18 or newer, when nothing matches, then !empty is an empty list and the next command works", async () => {
  expect(await rows("/ip/hotspot/user/print", "?name=nobody")).toEqual([]);
  expect(await rows("/system/identity/print")).toHaveLength(1);
});

test("given Arabic, when written and read, then it is the same text", async () => {
  await rows("/ip/hotspot/user/add", "=name=A", "=comment=كافيه النجوم — ١٢٣ €");
  const [user] = (await rows("/ip/hotspot/user/print", "?name=A")) as { comment: string }[];
  expect(user?.comment).toBe("كافيه النجوم — ١٢٣ €");
  const stored = simulator.router.tables.hotspotUsers.get("*1")?.comment ?? "";
  expect(Buffer.from(stored, "latin1").toString("utf8")).toBe("كافيه النجوم — ١٢٣ €");
});

test("given a comment that WinBox wrote in windows-1256, when read, then it is Arabic", async () => {
  const bytes = Buffer.from([0xe3, 0xcd, 0xe3, 0xcf]).toString("latin1");
  simulator.router.tables.hotspotUsers.add({ name: "A", comment: bytes });
  const [user] = (await rows("/ip/hotspot/user/print", "?name=A")) as { comment: string }[];
  expect(user?.comment).toBe("محمد");
});

test("given a row without any of the wanted columns, when printed, then it is still a row", async () => {
  expect(await rows("/ip/hotspot/user/print", "=.proplist=email")).toEqual([{}]);
});

test.each([1, 2, 3, 5, 127])(
  "given an answer in pieces of %i bytes, when read, then it is whole",
  async (bytes) => {
    const comment = "ملاحظة ".repeat(30);
    await rows("/ip/hotspot/user/add", "=name=A", `=comment=${comment}`);
    simulator.faults.add({ kind: "segment", bytes });
    const [user] = (await rows("/ip/hotspot/user/print", "?name=A")) as { comment: string }[];
    expect(user?.comment).toBe(comment);
  },
);

test("given a long answer that is there at once, when read, then others have their turn after each piece of it", async () => {
  const { port, close } = await routerThatAccepts((chunk, socket) => {
    const tag = /\.tag=[^\0]*/.exec(chunk.toString("latin1"))?.[0] ?? "";
    const rows = Array.from({ length: ROWS }, (_, n) =>
      sentence("!re", tag, `=name=${n}`, `=comment=${"x".repeat(100)}`),
    );
    socket.write(rows.join("") + sentence("!done", tag), "latin1");
  });
  const other = client(port);
  await within(other.connect());
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  turn();
  expect(await within(other.write("/ip/hotspot/user/print"))).toHaveLength(ROWS);
  isOver = true;
  expect(turns).toBeGreaterThan(15);
  other.destroy();
  close();
});

test("given a small command, when sent, then it is one segment: no round trip for every word", async () => {
  const chunks: Buffer[] = [];
  const { port, close } = await routerThatAccepts((chunk) => chunks.push(chunk));
  const other = client(port);
  await within(other.connect());
  other
    .write("/ip/hotspot/user/print", ["=.proplist=name", "?name=A", "?comment=B", "?profile=C"])
    .catch(() => undefined);
  await expect.poll(() => Buffer.concat(chunks).at(-1)).toBe(0);
  expect(chunks).toHaveLength(1);
  other.destroy();
  close();
});

describe("given a command that waits for its answer", () => {
  test.each(["reset", "fin", "cut-answer", "fatal", "lose-answer"] as const)(
    "when the router answers with %s, then the command fails at once",
    async (kind) => {
      simulator.faults.add({ kind });
      await expect(rows("/ip/hotspot/user/print")).rejects.toThrow(/reset|closed|ended the session/);
      expect(api.connected).toBe(false);
      await expect(rows("/system/identity/print")).rejects.toThrow();
    },
  );

  test("when the connection is given up, then the command fails at once", async () => {
    simulator.faults.add({ kind: "silent" });
    const waiting = rows("/ip/hotspot/user/print");
    setTimeout(() => api.destroy(), 50);
    await expect(waiting).rejects.toThrow("given up");
  });

  test.each(["trap", "double-trap"] as const)(
    "when it is refused with a %s, then it fails and the next works",
    async (kind) => {
      simulator.faults.add({ kind });
      await expect(rows("/ip/hotspot/user/print")).rejects.toMatchObject({ trap: true });
      expect(await rows("/system/identity/print")).toHaveLength(1);
    },
  );
});

describe("given a router that does not let us in", () => {
  test.each(["reset", "fin", "fatal"] as const)(
    "when it answers the login with %s, then connect fails",
    async (kind) => {
      simulator.faults.add({ kind, on: "/login" });
      await expect(within(client(simulator.port).connect())).rejects.toThrow(
        /reset|closed|ended the session/,
      );
    },
  );

  test("when it closes the connection at once, then connect fails", async () => {
    simulator.faults.add({ kind: "refuse" });
    await expect(within(client(simulator.port).connect())).rejects.toThrow(/reset|closed/);
  });

  test("when it never answers the login, then connect fails after its timeout", async () => {
    simulator.faults.add({ kind: "silent", on: "/login" });
    await expect(within(client(simulator.port, 1).connect())).rejects.toThrow("Timed out");
  });

  test("when nobody listens there, then the reason is readable", async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    await once(server, "close");
    await expect(within(client(port).connect())).rejects.toThrow("Connection refused");
  });
});

test("given a reply for a tag that nobody waits for, when it arrives, then nothing breaks", async () => {
  const { port, close } = await routerThatAccepts(() => undefined, sentence("!done", ".tag=nobody"));
  const other = client(port);
  await within(other.connect());
  expect(other.connected).toBe(true);
  other.destroy();
  close();
});

test("given a logged in connection, when it is quiet for longer than the timeout, then it stays", async () => {
  const other = client(simulator.port, 1);
  await other.connect();
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(other.connected).toBe(true);
  expect(await within(other.write("/system/identity/print"))).toHaveLength(1);
  other.destroy();
});

/** Says yes to the login (after `greeting`) and nothing to what follows. */
async function routerThatAccepts(received: (chunk: Buffer, socket: Socket) => void, greeting = "") {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let login = "";
    socket.on("data", (chunk) => {
      if (login.endsWith("\0")) return received(chunk, socket);
      login += chunk.toString("latin1");
      const tag = /\.tag=([^\0]*)/.exec(login)?.[0] ?? "";
      if (login.endsWith("\0")) socket.write(greeting + sentence("!done", tag), "latin1");
    });
  });
  const port = await listening(server);
  return {
    port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function sentence(...words: string[]): string {
  return `${words.map((word) => String.fromCharCode(word.length) + word).join("")}\0`;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
