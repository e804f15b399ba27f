import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PhoneServer, servePhone } from "./phone-server.ts";

let dir: string;
let port: number;
let server: PhoneServer;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-phone-"));
  await mkdir(join(dir, "dist/assets"), { recursive: true });
  await writeFile(join(dir, "secret"), "secret");
  await writeFile(join(dir, "dist/index.html"), "<p>the app</p>");
  await writeFile(join(dir, "dist/assets/app-1a2b.js"), "run()");
  port = await freePort();
  server = await servePhone({ port, dist: join(dir, "dist"), apiUrl: "http://localhost:8787" });
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true });
});

const get = async (path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    text: await answer.text(),
    cache: answer.headers.get("cache-control"),
  };
};

test("given the phone's page, when any address of the app is opened, then the app is served, never from an old cache", async () => {
  for (const path of ["/", "/pair", "/sessions/019a"]) {
    expect(await get(path)).toEqual({
      status: 200,
      type: "text/html; charset=utf-8",
      text: "<p>the app</p>",
      cache: "no-cache",
    });
  }
});

test("given the build, when an asset is asked for, then it is served for ever, and a missing one is a 404, not the page", async () => {
  expect(await get("/assets/app-1a2b.js")).toMatchObject({
    status: 200,
    text: "run()",
    cache: expect.stringContaining("immutable"),
  });
  expect((await get("/assets/app-gone.js")).status).toBe(404);
});

test("given the phone's page, when it asks where its API is, then it is told", async () => {
  expect(JSON.parse((await get("/config.json")).text)).toEqual({ apiUrl: "http://localhost:8787" });
});

test("given a path that climbs out of the build, when it is asked for, then nothing outside is served", async () => {
  for (const path of ["/../secret", "/..%2fsecret", "/%2e%2e/secret", "/%E0%A4%A"]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: phone\r\nconnection: close\r\n\r\n`);
    expect(answer).not.toContain("secret");
  }
});

function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}
