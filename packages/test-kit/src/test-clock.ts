import { createServer } from "node:http";

export interface TestClock {
  /** For `MIKRO_DASH_TEST_CLOCK_URL`; answers the epoch milliseconds as text. */
  readonly url: string;
  now(): number;
  set(epochMs: number): void;
  /** Moves on (or, with a negative number, back) and answers the new time. */
  advance(ms: number): number;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A clock that stands still until it is moved, for processes that read their time over HTTP. */
export async function startTestClock(startsAt: number): Promise<TestClock> {
  let now = startsAt;
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/plain");
    response.setHeader("cache-control", "no-store");
    response.end(String(now));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the clock has no TCP address");
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${address.port}`,
    now: () => now,
    set(epochMs) {
      now = epochMs;
    },
    advance(ms) {
      now += ms;
      return now;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
