import { ok } from "@mikro-dash/domain/result";
import { describe, expect, test } from "vitest";
import { ask, edge, JSON_TYPE, post, request } from "./testing/ask.ts";

const withToken = { authorization: `Bearer ${"a".repeat(43)}` };

describe("given who calls", () => {
  const menu = { listMenu: async () => ok({ items: [] }) };

  test.each([undefined, "Basic abc", "Bearer", "Bearer short", `Bearer ${"a".repeat(40)} b`])(
    "when a phone brings %s as authorization, then 401 before anything is opened",
    async (authorization) => {
      const { status, headers } = await ask(
        request("/api/v1/menu", authorization ? { headers: { authorization } } : {}),
        { ...edge, open: () => Promise.reject(new Error("opened")) },
      );
      expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    },
  );

  test("when a phone brings a token, then the use-case gets it to check", async () => {
    let token: string | null = null;
    const { status } = await ask(request("/api/v1/menu", { headers: withToken }), {
      ...edge,
      handlers: menu,
      open: (call) => {
        token = call.token;
        return call;
      },
    });
    expect([status, token]).toEqual([200, "a".repeat(43)]);
  });

  test("when the edge is asked for what only the shop can do, then 503 says so; the other way round 404", async () => {
    const headers = { ...JSON_TYPE, ...withToken };
    for (const asked of [
      post("/api/v1/vouchers", { packageId: "p", count: 1 }, headers),
      request("/api/v1/events", { headers }),
      request("/api/v1/router", { headers }),
      post("/api/v1/devices/pairings", {}, headers),
    ]) {
      const { status, body } = await ask(asked, edge);
      expect([status, body.code]).toEqual([503, "ROUTER_UNAVAILABLE"]);
    }
    expect((await ask(request("/api/v1/router"), edge)).status).toBe(401);
    expect((await ask(post("/api/v1/devices/pair", {}))).body.code).toBe("UNKNOWN_PATH");
  });

  test.each(["evil.example", "localhost.evil.example", "192.168.1.5"])(
    "when Host is %s, then 403",
    async (host) => {
      const { status } = await ask(new Request(`http://${host}/api/v1/menu`), { handlers: menu });
      expect(status).toBe(403);
    },
  );

  test.each([
    ["http://localhost:3000", 422],
    ["https://phone.example", 422],
    ["http://localhost:5173", 403],
    ["https://evil.example", 403],
    ["null", 403],
  ])("when a page of %s posts, then %d", async (origin, status) => {
    const asked = post("/api/v1/sessions", {}, { ...JSON_TYPE, origin });
    expect((await ask(asked)).status).toBe(status);
  });

  test("when another site sends a form without an origin, then 403", async () => {
    expect(
      (await ask(post("/api/v1/sessions", {}, { ...JSON_TYPE, "sec-fetch-site": "cross-site" }))).status,
    ).toBe(403);
  });

  test("when the phone's page asks first, then the preflight allows it; another page's does not", async () => {
    const preflight = (origin: string) =>
      ask(
        request("/api/v1/sessions", {
          method: "OPTIONS",
          headers: { origin, "access-control-request-method": "POST" },
        }),
        edge,
      );
    const ours = await preflight("https://phone.example");
    expect(ours.status).toBe(204);
    expect(ours.headers.get("access-control-allow-origin")).toBe("https://phone.example");
    expect(ours.headers.get("access-control-allow-methods")).toContain("POST");
    expect(ours.headers.get("access-control-allow-headers")).toContain("authorization");
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("when the phone's page is refused, then it can read why", async () => {
    const { headers } = await ask(
      request("/api/v1/menu", { headers: { origin: "https://phone.example" } }),
      edge,
    );
    expect(headers.get("access-control-allow-origin")).toBe("https://phone.example");
    expect(headers.get("vary")).toBe("origin");
  });

  test("when a request brings an id of its own, then it is kept; a strange one is not", async () => {
    const id = async (given: string) =>
      (await ask(request("/x", { headers: { "x-request-id": given } }))).body.requestId;
    expect(await id("abcdef-123456")).toBe("abcdef-123456");
    expect(await id("a b")).toBe("request-1");
  });
});
