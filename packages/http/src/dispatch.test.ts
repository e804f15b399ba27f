import { err, ok } from "@mikro-dash/domain/result";
import { NotAdmitted } from "@mikro-dash/use-cases/store/store";
import { describe, expect, test } from "vitest";
import { dispatchFetch } from "./fetch.ts";
import { ask, edge, ID, JSON_TYPE, post, request } from "./testing/ask.ts";
import { httpContextWith } from "./testing/http-context.ts";

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

  test("when it is a page, then it is HTML that may be laid out, and loads and runs nothing", async () => {
    const handlers = { getDocs: async () => ok("<p>all of it</p>") };
    const { context } = httpContextWith({ handlers });
    const { status, headers } = await dispatchFetch(request("/docs"), context);
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect([headers.get("cache-control"), headers.get("x-frame-options")]).toEqual(["no-store", "DENY"]);
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
