import { describe, expect, test } from "vitest";
import { ApiError, createClient, NetworkError } from "./client.ts";

const ID = "018f3a5c-7b2e-7c11-8a44-0123456789ab";
type Sent = { url: string; method: string; headers: Headers; body: unknown };

function clientOver(answer: (sent: Sent, signal: AbortSignal | null) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: "http://shop",
    token: () => "secret",
    timeoutMs: 50,
    fetch: async (input, init) => {
      const { method = "GET", headers, body, signal = null } = init ?? {};
      const call = { url: String(input), method, headers: new Headers(headers), body };
      sent.push(call);
      return answer(call, signal);
    },
  });
  return { client, sent };
}

const json = (value: unknown, status = 200, type = "application/json") =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": type } });

describe("given the typed client", () => {
  test("when a command is called, then address, token and body are those of the contract", async () => {
    const { client, sent } = clientOver(() => json({ id: ID }));
    await client.call("pauseSession", { params: { id: ID }, body: { at: 5 } });
    expect(sent[0]).toMatchObject({
      url: `http://shop/api/v1/sessions/${ID}/pause`,
      method: "POST",
      body: '{"at":5}',
    });
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer secret");
    expect(sent[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("when a list is asked for, then what is undefined is left out and text is escaped", async () => {
    const { client, sent } = clientOver(() => json({ items: [], nextCursor: null }));
    await client.call("listVouchers", { query: { q: "a&b", limit: 20 } });
    await client.call("sellVoucher", { params: { code: "a/b" }, body: {} });
    await client.call("getHealth", {});
    expect(sent.map(({ url }) => url)).toEqual([
      "http://shop/api/v1/vouchers?q=a%26b&limit=20",
      "http://shop/api/v1/vouchers/a%2Fb/sell",
      "http://shop/health",
    ]);
  });

  test("when the server refuses, then the error carries code, status, fields and request id", async () => {
    const fields = [{ path: "quantity", message: "too many" }];
    const problem = {
      type: "about:blank",
      title: "x",
      status: 422,
      code: "INVALID",
      requestId: "r1",
      fields,
    };
    const { client } = clientOver(() => json(problem, 422, "application/problem+json"));
    const error = await client.call("getBoard", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: "INVALID", status: 422, requestId: "r1", fields });
  });

  test.each([
    ["a login page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["a proxy's error", () => new Response("bad gateway", { status: 502 })],
    ["broken JSON", () => new Response("{", { headers: { "content-type": "application/json" } })],
  ])("when %s answers, then it is not taken for ours", async (_, answer) => {
    const error = await clientOver(answer)
      .client.call("getBoard", {})
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ reason: "foreign" });
  });

  test("when nothing answers in time or at all, then the reason says which", async () => {
    const silent = clientOver(
      (_, signal) => new Promise((_, reject) => signal?.addEventListener("abort", reject)),
    );
    const refused = clientOver(() => Promise.reject(new TypeError("fetch failed")));
    await expect(silent.client.call("getBoard", {})).rejects.toMatchObject({ reason: "timeout" });
    await expect(refused.client.call("getBoard", {})).rejects.toMatchObject({ reason: "unreachable" });
  });

  test("when the caller gives up, then its own reason comes back", async () => {
    const { client } = clientOver(
      (_, signal) => new Promise((_, reject) => signal?.addEventListener("abort", reject)),
    );
    const controller = new AbortController();
    const call = client.call("getBoard", {}, { signal: controller.signal });
    controller.abort(new Error("left the page"));
    await expect(call).rejects.toThrow("left the page");
  });
});
