import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, aShop, at, refused, type Shop } from "../testing/shop.ts";
import { endSession } from "./end-session.ts";
import { type ListSessions, listSessions } from "./list-sessions.ts";
import { moveSession } from "./move-session.ts";
import { pauseSession } from "./pause-session.ts";

let shop: Shop;
let station: StationId;
const ended: SessionId[] = [];
const running: SessionId[] = [];
const paused: SessionId[] = [];

/** Newest last: 7 ended ones, then 3 running and 3 paused in turn; two began in the same ms. */
beforeEach(async () => {
  shop = await aShop();
  station = await shop.station();
  for (const list of [ended, running, paused]) list.length = 0;
  for (let n = 0; n < 7; n++) {
    shop.clock.set(n);
    const id = await shop.session(station);
    accepted(await endSession({ sessionId: id }, shop.ctx));
    ended.push(id);
  }
  for (let n = 0; n < 6; n++) {
    shop.clock.set(10 + Math.floor(n / 2));
    const id = await shop.session(await shop.station());
    if (n % 2 === 0) running.push(id);
    else {
      accepted(await pauseSession({ sessionId: id }, shop.ctx));
      paused.push(id);
    }
  }
});
afterEach(() => shop.stop());

async function pages(query: ListSessions) {
  const found: SessionId[][] = [];
  for (let cursor: string | undefined; found.length < 50; ) {
    const page = accepted(
      await listSessions({ ...query, ...(cursor === undefined ? {} : { cursor }) }, shop.ctx),
    );
    found.push(page.items.map((one) => one.id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return found;
}
/** Ids are drawn in the order of the starts. */
const newest = (...lists: SessionId[][]) => lists.flat().sort().reverse();

describe.for([1, 2, 3, 5, 13, 50])("given pages of %d", (limit) => {
  test.for(["all", "open", "running", "paused", "ended"] as const)(
    "when %s are listed, then the pages together hold each exactly once, newest first, and only the last is short",
    async (status) => {
      const lists = {
        all: [ended, running, paused],
        open: [running, paused],
        running: [running],
        paused: [paused],
        ended: [ended],
      };
      const found = await pages({ limit, ...(status === "all" ? {} : { status }) });
      expect(found.flat()).toEqual(newest(...lists[status]));
      for (const page of found.slice(0, -1)) expect(page).toHaveLength(limit);
      expect(found.at(-1)?.length).toBeGreaterThan(0);
    },
  );
});

test("given a stretch of time, then those that started in it, its end left out", async () => {
  expect((await pages({ from: at(2), to: at(5) })).flat()).toEqual(ended.slice(2, 5).reverse());
});

test("given a station, then those that were there at some time", async () => {
  const [mover] = running;
  accepted(await moveSession({ sessionId: mover as SessionId, stationId: station }, shop.ctx));
  expect((await pages({ stationId: station, limit: 3 })).flat()).toEqual(newest(ended, [mover as SessionId]));
});

test("given a cursor that no page gave, then INVALID cursor", async () => {
  for (const cursor of ["x", "1.2", "-1.00000000-0000-7000-8000-000000000000", "1; DROP TABLE ps_sessions"]) {
    expect(refused(await listSessions({ cursor }, shop.ctx))).toBe("INVALID cursor");
  }
});
