import { MAX_AMOUNT } from "@mikro-dash/domain/money/piasters";
import { err, ok } from "@mikro-dash/domain/result";
import { describe, expect, test } from "vitest";
import { ask, ID, JSON_TYPE, post, request } from "./testing/ask.ts";

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
