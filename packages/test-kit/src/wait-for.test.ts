import { expect, test } from "vitest";
import { waitFor } from "./wait-for.ts";

test("given a condition that comes true, when it is awaited, then its value is answered", async () => {
  let looks = 0;
  expect(await waitFor("three looks", () => ++looks === 3 && `look ${looks}`, { everyMs: 1 })).toBe("look 3");
});

test("given a condition that never comes true, when the time is over, then the error says what was awaited and seen", async () => {
  await expect(waitFor("godot", () => 0, { timeoutMs: 20, everyMs: 5 })).rejects.toThrow(
    "Waited 20 ms for godot; last seen: 0",
  );
});

test("given a look that throws at first, when it works later, then that is not a failure; when never, its error is told", async () => {
  let looks = 0;
  const look = () => {
    if (++looks < 3) throw new Error("not yet");
    return true;
  };
  await expect(waitFor("it", look, { everyMs: 1 })).resolves.toBe(true);
  const broken = () => {
    throw new Error("connection refused");
  };
  await expect(waitFor("it", broken, { timeoutMs: 20, everyMs: 5 })).rejects.toThrow(
    /last error: connection refused/,
  );
});

test("given an abort, when it is awaited, then waiting ends at once", async () => {
  const signal = AbortSignal.abort(new Error("shutting down"));
  await expect(waitFor("it", () => false, { signal })).rejects.toThrow("shutting down");
});
