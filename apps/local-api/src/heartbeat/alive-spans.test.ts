import { type Client, createClient } from "@libsql/client";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aliveSpans } from "./alive-spans.ts";

const at = (seconds: number): EpochMs => epochMs(1_795_374_000_000 + seconds * 1_000);
let local: Client;
beforeEach(async () => {
  local = createClient({ url: ":memory:" });
  await local.execute("CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL)");
});
afterEach(() => local.close());

/** A life of this computer that beats every 5 s; answers its last beat. */
async function life(from: number, to: number, lastSeenAt: EpochMs | null) {
  const alive = await aliveSpans(local, lastSeenAt);
  for (let second = from; second <= to; second += 5) await alive.beat(at(second));
  return { seen: at(to), spans: alive.spans };
}

test("given a computer that was without light twice, then its lives are spans, the last one going on", async () => {
  const first = await life(0, 600, null);
  const second = await life(900, 1_000, first.seen);
  const third = await life(5_000, 5_005, second.seen);
  expect(third.spans).toEqual([
    { from: at(0), to: at(600) },
    { from: at(900), to: at(1_000) },
    { from: at(5_000), to: at(5_005) },
  ]);
});

test("given a restart within a minute, then it was alive throughout", async () => {
  const first = await life(0, 600, null);
  const second = await life(630, 700, first.seen);
  expect(second.spans).toEqual([{ from: at(0), to: at(700) }]);
});

test("given a computer that slept, or a clock put back by an hour, then a span of its own begins", async () => {
  const first = await life(0, 60, null);
  const alive = await aliveSpans(local, first.seen);
  await alive.beat(at(4_000));
  await alive.beat(at(400));
  expect(alive.spans.map((span) => span.from)).toEqual([at(0), at(4_000), at(400)]);
});

test("given a clock put back by less than a minute, when the light goes out after it, then the span begins as early as it had", async () => {
  const alive = await aliveSpans(local, null);
  await alive.beat(at(50));
  await alive.beat(at(0));
  await alive.beat(at(150)); // a silence: only the beginning of what was before is in question
  expect((await aliveSpans(local, at(155))).spans).toEqual([
    { from: at(0), to: at(0) },
    { from: at(150), to: at(155) },
  ]);
  await alive.beat(at(120));
  expect((await aliveSpans(local, at(160))).spans.at(-1)).toEqual({ from: at(120), to: at(160) });
});

test("given days of it, then only the last two are kept, and a beat writes nothing while a span lasts", async () => {
  const alive = await aliveSpans(local, null);
  for (let day = 0; day < 10; day++) await alive.beat(at(day * 86_400));
  expect(alive.spans.length).toBeLessThanOrEqual(3);
  const stored = async () => (await local.execute("SELECT value FROM sync_state")).rows[0]?.value;
  const before = await stored();
  await alive.beat(at(9 * 86_400 + 5));
  expect([await stored(), alive.spans.at(-1)?.to]).toEqual([before, at(9 * 86_400 + 5)]);
});
