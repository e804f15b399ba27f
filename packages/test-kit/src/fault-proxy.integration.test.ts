import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { waitFor } from "./wait-for.ts";

let upstream: Server;
let proxy: FaultProxy;
let received: string[];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeEach(async () => {
  received = [];
  upstream = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    received.push(body);
    outgoing.end(`got ${body}`);
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  proxy = await startFaultProxy(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.stop();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

/** Over one kept-alive connection when there is one; fails with the socket's own code. */
function post(body: string, timeoutMs = 5_000, over = agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      proxy.url,
      { method: "POST", agent: over, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve(text));
        answer.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("given a whole link, when requests are sent, then they pass unchanged and bytes are counted", async () => {
  const big = "x".repeat(300_000);
  expect(await post(big)).toBe(`got ${big}`);
  expect(await post("b")).toBe("got b");
  expect(proxy.accepted).toBe(1);
  expect(proxy.bytes.up).toBeGreaterThan(300_000);
  expect(proxy.bytes.down).toBeGreaterThan(300_000);
});

test("given a delay, when a request is sent, then a new connection costs two round trips and an old one one", async () => {
  proxy.setDelay(100);
  const took = async () => {
    const from = performance.now();
    await post("a");
    return performance.now() - from;
  };
  const first = await took();
  const second = await took();
  expect(first).toBeGreaterThanOrEqual(199);
  expect(first).toBeLessThan(400);
  expect(second).toBeGreaterThanOrEqual(99);
  expect(second).toBeLessThan(190);
  proxy.setDelay(0);
  expect(await took()).toBeLessThan(90);
});

test("given a black hole, when old and new connections send, then nobody answers, nothing arrives, nothing is refused", async () => {
  await post("before");
  proxy.blackHole();
  const old = post("lost", 200);
  await expect(old).rejects.toThrow(/abort/);
  await expect(post("lost too", 200)).rejects.toThrow(/abort/);
  expect(received).toEqual(["before"]);
  await proxy.heal();
  expect(await post("after")).toBe("got after");
  expect(received).toEqual(["before", "after"]);
});

test("given an answer on its way, when the hole opens, then the upstream did its work and nobody hears of it", async () => {
  proxy.setDelay(300);
  const asked = post("committed", 1_000);
  const refused = expect(asked).rejects.toThrow(/abort/);
  await waitFor("the request to arrive", () => received.length === 1);
  proxy.blackHole();
  await refused;
  expect(received).toEqual(["committed"]);
});

test("given a reset link, when a request waits or comes new, then both fail at once and heal ends it", async () => {
  proxy.setDelay(2_000);
  const waiting = expect(post("waiting")).rejects.toMatchObject({ code: "ECONNRESET" });
  await waitFor("the connection", () => proxy.open === 1);
  proxy.reset();
  await waiting;
  proxy.setDelay(0);
  await expect(post("new")).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  await proxy.heal();
  expect(await post("healed")).toBe("got healed");
});

test("given nobody listens, when a client connects, then it is refused, and the port is the same afterwards", async () => {
  const { port } = proxy;
  await proxy.refuse();
  await expect(post("refused")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await proxy.heal();
  expect(proxy.port).toBe(port);
  expect(await post("listening")).toBe("got listening");
});

test("given one answer to be lost, when requests follow, then the work is done, the matching answer is lost, and only it", async () => {
  const dropped = proxy.dropAnswers({ matching: (text) => text.includes("INSERT") });
  expect(await post("SELECT")).toBe("got SELECT");
  await expect(post("INSERT 1")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await post("INSERT 1")).toBe("got INSERT 1");
  expect(received).toEqual(["SELECT", "INSERT 1", "INSERT 1"]);
  expect(dropped.count).toBe(1);
});

test("given a link that is dead upwards, when old and new connections send, then nothing arrives and nobody is told", async () => {
  await post("before");
  proxy.halfOpen("up");
  await expect(post("lost", 200)).rejects.toThrow(/abort/);
  await expect(post("lost too", 200)).rejects.toThrow(/abort/);
  await proxy.heal();
  expect(await post("after")).toBe("got after");
  expect(received).toEqual(["before", "after"]);
});

test("given a link that is dead downwards, when old and new connections send, then all of it is done and nobody hears of it", async () => {
  await post("before");
  proxy.halfOpen("down");
  await expect(post("old", 200)).rejects.toThrow(/abort/);
  await expect(post("new", 200)).rejects.toThrow(/abort/);
  expect(received).toEqual(["before", "old", "new"]);
  const down = proxy.bytes.down;
  await proxy.heal();
  expect(proxy.bytes.down).toBe(down);
  expect(await post("after")).toBe("got after");
});

test("given a narrow link, when much is sent, then it takes as long as its bytes do, and two share its width", async () => {
  await post("connect");
  proxy.setBandwidth(200_000);
  const took = async (work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const alone = await took(() => post("x".repeat(20_000))); // there and back at the same width
  expect(alone).toBeGreaterThanOrEqual(199);
  expect(alone).toBeLessThan(1_000);
  const other = new Agent();
  const together = await took(() =>
    Promise.all([post("x".repeat(20_000)), post("y".repeat(20_000), 5_000, other)]),
  );
  expect(together).toBeGreaterThanOrEqual(299);
  proxy.setBandwidth(undefined);
  expect(await took(() => post("x".repeat(20_000)))).toBeLessThan(190);
});

test("given jitter, when pieces travel, then they are late, and none overtakes another", async () => {
  await post("connect");
  proxy.setJitter(300, 9);
  const big = Array.from({ length: 100_000 }, (_, i) => i).join();
  const from = performance.now();
  expect(await post(big)).toBe(`got ${big}`);
  expect(performance.now() - from).toBeGreaterThan(150);
});

test.each(["request", "answer"] as const)(
  "given one %s that stalls, when it is sent, then its connection falls silent at that instant, and the others go on",
  async (what) => {
    await post("before");
    const stalled = proxy.stall(what, { matching: (text) => text.includes("push") });
    await expect(post("push", 200)).rejects.toThrow(/abort/);
    expect(stalled.count).toBe(1);
    expect(await post("other")).toBe("got other");
    expect(received).toEqual(["before", ...(what === "answer" ? ["push"] : []), "other"]);
    expect(await post("push again")).toBe("got push again");
  },
);

test("given an upstream that is down, when a request is sent, then the connection is cut instead of hanging", async () => {
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  await expect(post("a")).rejects.toMatchObject({ code: "ECONNRESET" });
});
