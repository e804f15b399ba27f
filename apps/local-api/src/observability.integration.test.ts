import { get } from "node:http";
import { startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "./testing/local-api.ts";
import { startPrimary } from "./testing/shop.ts";

const PASSWORD = "planted-router-password";

interface Line {
  readonly msg: string;
  readonly requestId?: string;
  readonly requestIds?: readonly string[];
}

test("given a command, when it is followed, then its id leads from the click to the primary and back; numbers say how it went, and no secret is ever printed", async () => {
  const { sqld, client } = await startPrimary({ auth: true });
  await using _ = sqld;
  const token = sqld.token ?? "";
  await using proxy = await startFaultProxy(sqld.url);
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, {
    ...{ TURSO_DATABASE_URL: proxy.url, TURSO_AUTH_TOKEN: token, DATABASE_MODE: "remote" },
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: "1", ROUTER_USER: "admin", ROUTER_PASSWORD: PASSWORD },
    LOG_LEVEL: "trace",
  });
  const lines = (): Line[] =>
    api.process
      .output()
      .split("\n")
      .flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Line] : []));
  const metric = async (name: string) => {
    const text = await (await fetch(`${api.baseUrl}/metrics`)).text();
    return Number(new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? Number.NaN);
  };

  const requestId = "click-0123456789";
  const body = JSON.stringify({ name: "PS5", nameAr: "بلايستيشن", hourlyRate: 3000 });
  const headers = { "content-type": "application/json", "x-request-id": requestId };
  const created = await fetch(`${api.baseUrl}/api/v1/stations`, { method: "POST", headers, body });
  expect(created.headers.get("x-request-id")).toBe(requestId);
  const followed = (msg: string) =>
    // With no page open the shop looks at the cloud every 10 s.
    waitFor(
      msg,
      () =>
        lines().some((line) => line.msg === msg && (line.requestId ?? line.requestIds?.[0]) === requestId),
      { timeoutMs: 40_000 },
    );
  await followed("a command");
  await followed("the primary accepted rows");
  await followed("rows came from the primary");
  const { rows } = await client.execute("SELECT request_id FROM activity");
  expect(rows.map((row) => row.request_id)).toEqual([requestId]);

  expect(await metric("mikro_dash_pending_rows")).toBe(0);
  expect(await metric("mikro_dash_rejected_rows")).toBe(0);
  expect(await metric("mikro_dash_push_seconds_count")).toBe(1);
  expect(await metric("mikro_dash_pull_seconds_count")).toBeGreaterThan(0);
  expect(await metric("mikro_dash_replica_epoch")).toBe(1);
  expect(Math.abs(await metric("mikro_dash_clock_offset_seconds"))).toBeLessThan(5);
  expect(await metric("nodejs_eventloop_lag_max_seconds")).toBeGreaterThanOrEqual(0);
  const rebound = await new Promise<number | undefined>((resolve) => {
    get(`${api.baseUrl}/metrics`, { headers: { host: "evil.example" } }, (answer) =>
      resolve(answer.statusCode),
    );
  });
  expect(rebound).toBe(403);

  // Everything that can go wrong with the two secrets, at the level that prints most.
  proxy.reset();
  await fetch(`${api.baseUrl}/api/v1/stations`, { method: "POST", headers, body });
  await waitFor("a pending row", async () => (await metric("mikro_dash_pending_rows")) === 2);
  await proxy.refuse();
  await fetch(`${api.baseUrl}/api/v1/router`);
  await waitFor("failures", () => lines().some((line) => line.msg === "push failed"));
  await proxy.heal();
  await waitFor("the rows", async () => (await metric("mikro_dash_pending_rows")) === 0);
  await client.execute("DROP TABLE settings");
  await waitFor(
    "an error of the primary",
    () => lines().filter((line) => line.msg === "pull failed").length > 2,
    {
      timeoutMs: 20_000,
    },
  );
  await api.process.stop();
  const printed = api.process.output();
  expect(printed).not.toContain(PASSWORD);
  for (const part of token.split(".")) expect(printed).not.toContain(part);
});
