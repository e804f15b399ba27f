import { MAX_AMOUNT } from "@mikro-dash/domain/money/piasters";
import { err, ok } from "@mikro-dash/domain/result";
import { NotAdmitted } from "@mikro-dash/use-cases/store/store";
import { describe, expect, test } from "vitest";
import { dispatch } from "./dispatch.ts";
import { httpContextWith } from "./testing/http-context.ts";

const ID = "018f3a5c-7b2e-7c11-8a44-0123456789ab";
const JSON_TYPE = { "content-type": "application/json" };
const request = (path: string, init: RequestInit = {}) => new Request(`http://localhost:3000${path}`, init);
const post = (path: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  request(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });

type Options = Parameters<typeof httpContextWith>[0];
async function ask(asked: Request, options?: Options) {
  const { context, errors } = httpContextWith(options);
  const answer = await dispatch(asked, context);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: text ? JSON.parse(text) : undefined,
    errors,
  };
}

const edge = { host: "edge", authenticate: "device", allowedHosts: null } as const;
const withToken = { authorization: `Bearer ${"a".repeat(43)}` };

describe("given an address", () => {
  test.each([
    "/",
    "/api",
    "/api/v1",
    "/api/v1/",
    "/api/v1/board/",
    "/api/v1//board",
    "/api/v1/BOARD",
    "/api/v1/sessions//pause",
    "/api/v1/sessions/%zz",
    "/api/v2/board",
    "/api/v1/health",
    "/metrics",
  ])("when nothing is at %s, then 404 UNKNOWN_PATH as a problem", async (path) => {
    const { status, body, headers } = await ask(request(path));
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: "UNKNOWN_PATH",
      status: 404,
      requestId: "request-1",
      type: "about:blank",
    });
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  test.each([
    ["PUT", "/api/v1/board", "GET, HEAD, OPTIONS"],
    ["DELETE", "/api/v1/sessions", "GET, HEAD, OPTIONS, POST"],
    ["POST", `/api/v1/sessions/${ID}`, "GET, HEAD, OPTIONS, PATCH"],
    ["GET", `/api/v1/sessions/${ID}/pause`, "OPTIONS, POST"],
    ["HEAD", "/api/v1/outage/freeze", "OPTIONS, POST"],
  ])("when %s is not known at %s, then 405 and Allow: %s", async (method, path, allow) => {
    const { status, headers } = await ask(request(path, { method }));
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe(allow);
  });

  test("when a word stands where an id may stand, then the word wins and the other methods stay", async () => {
    const paired = await ask(
      post("/api/v1/devices/pair", { code: "ABCDEF", name: "phone" }, { ...JSON_TYPE }),
      {
        ...edge,
        handlers: { pairDevice: async () => err({ code: "PAIRING_INVALID" }) },
      },
    );
    expect(paired.body.code).toBe("PAIRING_INVALID");
    const removed = await ask(request("/api/v1/devices/pair", { method: "DELETE" }));
    expect(removed.body.code).toBe("NOT_FOUND");
  });

  test("when an id has the wrong form, then it names nothing", async () => {
    expect((await ask(request("/api/v1/sessions/nope"))).body.code).toBe("NOT_FOUND");
  });

  test("when HEAD is asked, then the answer is that of GET without its body", async () => {
    const { status, text, headers } = await ask(request("/api/v1/menu", { method: "HEAD" }), {
      handlers: { listMenu: async () => ok({ items: [] }) },
    });
    expect([status, text, headers.get("content-type")]).toEqual([200, "", "application/json"]);
  });
});

describe("given a body", () => {
  const orders = `/api/v1/sessions/${ID}/orders`;
  const good = { menuItemId: ID, quantity: 1 };

  test.each([
    ["text/plain", post(orders, good, { "content-type": "text/plain" }), 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "a form",
      post(orders, "a=b", { "content-type": "application/x-www-form-urlencoded" }),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "another charset",
      post(orders, good, { "content-type": "application/json; charset=utf-16" }),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "bytes of no type",
      request(orders, { method: "POST", body: new Uint8Array([123, 125]) }),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["half an object", post(orders, "{"), 400, "MALFORMED"],
    [
      "bytes that are not UTF-8",
      request(orders, { method: "POST", headers: JSON_TYPE, body: new Uint8Array([34, 255, 34]) }),
      400,
      "MALFORMED",
    ],
    ["nothing at all", request(orders, { method: "POST" }), 400, "MALFORMED"],
    ["an empty text", post(orders, ""), 400, "MALFORMED"],
    ["a list", post(orders, []), 422, "INVALID"],
    ["null", post(orders, "null"), 422, "INVALID"],
    ["a number too large", post(orders, '{"quantity":1e400}'), 422, "INVALID"],
  ])("when it is %s, then the status says so", async (_, asked, status, code) => {
    const answer = await ask(asked);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test("when it is too large by its header, then 413 before it is read", async () => {
    const asked = request(orders, {
      method: "POST",
      headers: { ...JSON_TYPE, "content-length": String(256 * 1024 + 1) },
      body: new ReadableStream({ pull: () => Promise.reject(new Error("was read")) }, { highWaterMark: 0 }),
      duplex: "half",
    } as RequestInit);
    expect((await ask(asked)).status).toBe(413);
  });

  test("when it is too large without saying so, then 413 after one chunk too many", async () => {
    let chunks = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          chunks += 1;
          controller.enqueue(new Uint8Array(64 * 1024).fill(32));
        },
      },
      { highWaterMark: 0 },
    );
    const asked = request(orders, {
      method: "POST",
      headers: JSON_TYPE,
      body,
      duplex: "half",
    } as RequestInit);
    expect((await ask(asked)).status).toBe(413);
    expect(chunks).toBe(5);
  });

  test("when it has exactly 256 KB, then it is read", async () => {
    const text = JSON.stringify(good);
    const answer = await ask(post(orders, text + " ".repeat(256 * 1024 - text.length)), {
      handlers: { addOrder: async () => err({ code: "SESSION_ENDED" }) },
    });
    expect(answer.body.code).toBe("SESSION_ENDED");
  });

  test("when a command needs to say nothing, then it may come without a body and without a type", async () => {
    const handlers = { pauseSession: async () => err({ code: "ALREADY_PAUSED" } as const) };
    for (const asked of [
      request(`/api/v1/sessions/${ID}/pause`, { method: "POST" }),
      post(`/api/v1/sessions/${ID}/pause`, ""),
      post(`/api/v1/sessions/${ID}/pause`, {}, { "content-type": "application/json; charset=UTF-8" }),
    ]) {
      expect((await ask(asked, { handlers })).body.code).toBe("ALREADY_PAUSED");
    }
  });

  test("when values are out of bounds, then each field is named by its path", async () => {
    const end = await ask(
      post(`/api/v1/sessions/${ID}/end`, {
        discount: -1,
        payment: { amount: MAX_AMOUNT + 1, method: "gold" },
      }),
    );
    expect(end.body.fields.map((f: { path: string }) => f.path)).toEqual([
      "discount",
      "payment.amount",
      "payment.method",
    ]);
    const settings = await ask(
      request("/api/v1/settings", { method: "PATCH", headers: JSON_TYPE, body: '{"token":"x"}' }),
    );
    expect(settings.body.fields).toEqual([{ path: "token", message: "is not known here" }]);
  });
});

describe("given a query", () => {
  const handlers = { listSessions: async () => ok({ items: [], nextCursor: null }) };

  test("when it is good, then the handler gets numbers", async () => {
    let seen: unknown;
    await ask(request("/api/v1/sessions?limit=10&from=5&other=1"), {
      handlers: {
        listSessions: async ({ query }) => {
          seen = query;
          return ok({ items: [], nextCursor: null });
        },
      },
    });
    expect(seen).toEqual({ limit: 10, from: 5 });
  });

  test.each([
    "limit=0",
    "limit=ten",
    "limit=",
    "limit=1&limit=2",
    "status=odd",
    "from=-1",
    "from=1.5",
    "stationId=x",
  ])("when it says %s, then 422 with the field", async (search) => {
    const { status, body } = await ask(request(`/api/v1/sessions?${search}`), { handlers });
    expect([status, body.fields[0].path]).toEqual([422, search.split("=")[0]]);
  });
});

describe("given what a handler says", () => {
  test("when it made something, then 201 and JSON that nobody may keep", async () => {
    const made = { id: ID, deleted: true as const };
    const { status, body, headers } = await ask(request(`/api/v1/stations/${ID}`, { method: "DELETE" }), {
      handlers: { deleteStation: async () => ok(made) },
    });
    expect([status, body]).toEqual([200, made]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-request-id": "request-1",
    });
  });

  test("when it refuses, then code, detail and fields reach the caller", async () => {
    const fields = [{ path: "at", message: "is before the start" }];
    const { status, body } = await ask(post(`/api/v1/sessions/${ID}/pause`, {}), {
      handlers: { pauseSession: async () => err({ code: "INVALID", detail: "too early", fields }) },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "INVALID", detail: "too early", fields });
  });

  test("when it throws, then 500 says nothing of the inside, and the log says all", async () => {
    const { status, text, errors } = await ask(request("/api/v1/menu"), {
      handlers: { listMenu: () => Promise.reject(new Error("no such table: secret_table")) },
    });
    expect(status).toBe(500);
    expect(text).not.toContain("secret");
    expect(errors).toMatchObject([
      { requestId: "request-1", err: { message: "no such table: secret_table" } },
    ]);
  });

  test.each([
    ["the disk is full", "SQLITE_FULL", 507, "STORAGE_FULL"],
    ["the database is busy", "SQLITE_BUSY_SNAPSHOT", 503, "UNAVAILABLE"],
    ["the primary refuses the token", "SERVER_ERROR", 503, "UNAVAILABLE"],
    ["a constraint is broken", "SQLITE_CONSTRAINT", 500, "INTERNAL"],
  ])("when %s, then the status says so, and the log too", async (_, reason, status, code) => {
    const thrown = new Error("failed", { cause: Object.assign(new Error("inner"), { code: reason }) });
    const answer = await ask(request("/api/v1/menu"), {
      handlers: { listMenu: () => Promise.reject(thrown) },
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.errors).toHaveLength(1);
  });

  test("when the store does not admit the caller, then 401, or 429", async () => {
    const refusedBy = (code: "UNAUTHORIZED" | "RATE_LIMITED") =>
      ask(request("/api/v1/menu"), { handlers: { listMenu: () => Promise.reject(new NotAdmitted(code)) } });
    expect([(await refusedBy("UNAUTHORIZED")).status, (await refusedBy("RATE_LIMITED")).status]).toEqual([
      401, 429,
    ]);
  });
});

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
