import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkPorts, prepareDataDir } from "./preflight.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-preflight-"));
});
afterEach(() => rm(dir, { recursive: true }));

test("given a port that somebody has, when ports are checked, then the sentence names it and its variable", async () => {
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(checkPorts({ edge: port })).rejects.toThrow(
    new RegExp(`^Port ${port} is taken .* set EDGE_PORT to another port\\.$`),
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(checkPorts({ edge: port })).resolves.toBeUndefined();
});

test("given one port for two parts, when ports are checked, then the sentence names both variables", async () => {
  const port = await freePort();
  await expect(checkPorts({ local: port, phone: port })).rejects.toThrow(
    `PORT and PHONE_PORT are both ${port}`,
  );
});

test("given a data directory that cannot be made, when it is prepared, then the sentence names DATA_DIR", async () => {
  const file = join(dir, "a-file");
  await writeFile(file, "");
  await expect(prepareDataDir(join(file, "data"))).rejects.toThrow(
    /cannot be written \(ENOTDIR\): set DATA_DIR to another one\./,
  );
});

test("given a data directory that does not exist, when it is prepared, then it is there with its logs and nothing else", async () => {
  await prepareDataDir(join(dir, "deep/data"));
  expect(await readdir(join(dir, "deep/data"))).toEqual(["logs"]);
});
