import { connect } from "node:net";
import { err, ok } from "@mikro-dash/domain/result";
import fastify from "fastify";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { frameworkErrors, mountDispatch } from "./fastify.ts";
import { mountDispatch as mountOnHono } from "./hono.ts";
import { httpContextWith } from "./testing/http-context.ts";

const ID = "018f3a5c-7b2e-7c11-8a44-0123456789ab";
const { context, errors } = httpContextWith({
  handlers: {
    listMenu: async () => ok({ items: [] }),
    pauseSession: async ({ body }) => err({ code: "ALREADY_PAUSED", detail: JSON.stringify(body) }),
  },
});
const server = fastify({ frameworkErrors: frameworkErrors(context) });
const app = new Hono();
let base: string;
let port: number;

beforeAll(async () => {
  mountDispatch(server, context);
  server.get("/api/v1/events", () => "the server's own");
  server.setNotFoundHandler((_request, reply) => reply.code(200).send("the page"));
  mountOnHono(app, () => context);
  base = await server.listen({ host: "127.0.0.1", port: 0 });
  port = Number(new URL(base).port);
});
afterAll(() => server.close());

/** As it stands on the wire: `fetch` would tidy it up. */
function wire(text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", reject).on("close", () => resolve(answer));
  });
}

const big = "x".repeat(300 * 1024);
const json = { "content-type": "application/json" };
const cases: [string, string, RequestInit][] = [
  ["a list", "/api/v1/menu", {}],
  ["HEAD", "/api/v1/menu", { method: "HEAD" }],
  ["OPTIONS", "/api/v1/menu", { method: "OPTIONS" }],
  ["a command", `/api/v1/sessions/${ID}/pause`, { method: "POST", headers: json, body: '{"at":5}' }],
  ["a command without a body", `/api/v1/sessions/${ID}/pause`, { method: "POST" }],
  ["an unknown address", "/api/v1/nothing", {}],
  ["an address with a broken escape", "/api/v1/sessions/%zz", {}],
  ["a very long address", `/api/v1/${"y".repeat(3000)}`, {}],
  ["the root of the api", "/api", {}],
  ["a wrong method", "/api/v1/menu", { method: "PUT", headers: json, body: "{}" }],
  ["a method nobody knows", "/api/v1/menu", { method: "PROPFIND" }],
  [
    "text",
    `/api/v1/sessions/${ID}/pause`,
    { method: "POST", headers: { "content-type": "text/plain" }, body: "hi" },
  ],
  [
    "a strange content type",
    `/api/v1/sessions/${ID}/pause`,
    { method: "POST", headers: { "content-type": "///" }, body: "hi" },
  ],
  ["broken JSON", `/api/v1/sessions/${ID}/pause`, { method: "POST", headers: json, body: "{" }],
  ["an empty JSON body", `/api/v1/sessions/${ID}/pause`, { method: "POST", headers: json, body: "" }],
  ["a body too large", `/api/v1/sessions/${ID}/pause`, { method: "POST", headers: json, body: big }],
  ["a wrong value", `/api/v1/sessions/${ID}/pause`, { method: "POST", headers: json, body: '{"at":"now"}' }],
  [
    "a page elsewhere",
    `/api/v1/sessions/${ID}/pause`,
    { method: "POST", headers: { origin: "https://evil.example" } },
  ],
  ["an unknown DELETE with a body", "/api/v1/menu", { method: "DELETE", headers: json, body: "{}" }],
];

async function shown(response: Response) {
  const {
    date: _,
    connection: __,
    "keep-alive": ___,
    "content-length": ____,
    ...headers
  } = Object.fromEntries(response.headers);
  return { status: response.status, headers, text: await response.text() };
}

describe("given the same handlers on Fastify and on Hono", () => {
  test.each(cases)("when %s is sent to both, then the answers are the same", async (_, path, init) => {
    const onHono = await app.request(new Request(base + path, init));
    expect(await shown(await fetch(base + path, init))).toEqual(await shown(onHono));
  });
});

describe("given Fastify", () => {
  test("when the server has a route of its own below /api, then that one answers; so does its page elsewhere", async () => {
    expect(await (await fetch(`${base}/api/v1/events`)).text()).toBe("the server's own");
    expect(await (await fetch(`${base}/somewhere`)).text()).toBe("the page");
  });

  test("when a body in chunks is too large, then 413 arrives though the client goes on sending", async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new Uint8Array(64 * 1024).fill(32));
        controller.close();
      },
    });
    const init = { method: "POST", headers: json, body, duplex: "half" } as RequestInit;
    const answer = await fetch(`${base}/api/v1/sessions/${ID}/pause`, init);
    expect(answer.status).toBe(413);
  });

  test("when a body is refused unread, then the next request on the same connection is answered", async () => {
    const command = `POST /api/v1/sessions/${ID}/pause HTTP/1.1\r\nHost: localhost\r\ncontent-type: `;
    const chunk = `${(1 << 20).toString(16)}\r\n${" ".repeat(1 << 20)}\r\n`;
    const unknown = "POST /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\ncontent-length: 5\r\n\r\nhello";
    const text = `${command}text/plain\r\ncontent-length: 5\r\n\r\nhello`;
    const tooLarge = `${command}application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(8)}0\r\n\r\n`;
    const last = "GET /api/v1/menu HTTP/1.1\r\nHost: localhost\r\nconnection: close\r\n\r\n";
    const answers = await wire(unknown + text + tooLarge + last);
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(
      ["404", "415", "413", "200"].map((status) => `HTTP/1.1 ${status}`),
    );
  });

  test.each(["evil.example", "a b", ""])("when Host is %j, then 403", async (host) => {
    const answer = await wire(`GET /api/v1/menu HTTP/1.1\r\nHost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  test("when a header is sent twice, then both count", async () => {
    const type = (name: string) => `content-type: ${name}\r\n`;
    const text =
      `POST /api/v1/sessions/${ID}/pause HTTP/1.1\r\nHost: localhost\r\nconnection: close\r\n` +
      `${type("application/json")}${type("text/plain")}content-length: 2\r\n\r\n{}`;
    expect(await wire(text)).toMatch(/^HTTP\/1.1 415 /);
  });

  test("when a body comes in two chunks, in the middle of a letter, then it is read as one", async () => {
    const body = Buffer.from('{"note":"قهوة","at":5}');
    const chunk = (bytes: Buffer) => [
      Buffer.from(`${bytes.length.toString(16)}\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ];
    const head =
      `POST /api/v1/sessions/${ID}/pause HTTP/1.1\r\nHost: localhost\r\nconnection: close\r\n` +
      "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    const sent = [Buffer.from(head), ...chunk(body.subarray(0, 10)), ...chunk(body.subarray(10))];
    expect(await wire(Buffer.concat([...sent, Buffer.from("0\r\n\r\n")]))).toContain('{\\"at\\":5}');
  });

  test("when TRACE is asked, then 405 like any other method", async () => {
    const answer = await wire("TRACE /api/v1/menu HTTP/1.1\r\nHost: localhost\r\nconnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
  });

  test("when the client goes away in the middle of its body, then the log says so and the server lives on", async () => {
    const before = errors.length;
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(`POST /api/v1/sessions/${ID}/pause HTTP/1.1\r\nHost: localhost\r\n`);
        socket.write("content-type: application/json\r\ncontent-length: 50\r\n\r\n{");
        socket.destroy();
        resolve();
      });
    });
    await expect.poll(() => errors.length).toBe(before + 1);
    expect((await fetch(`${base}/api/v1/menu`)).status).toBe(200);
  });
});
