import { createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import type { SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPairing } from "./devices/create-pairing.ts";
import { pairDevice } from "./devices/pair-device.ts";
import { freezeAll } from "./outage/freeze-all.ts";
import { addCharge } from "./sessions/add-charge.ts";
import { endSession } from "./sessions/end-session.ts";
import { getSession } from "./sessions/get-session.ts";
import { listSessions } from "./sessions/list-sessions.ts";
import { pauseSession } from "./sessions/pause-session.ts";
import { resumeSession } from "./sessions/resume-session.ts";
import { startSession } from "./sessions/start-session.ts";
import { getBoard } from "./stations/get-board.ts";
import { guard } from "./store/guard.ts";
import { PrimaryUnreachable, StaleRead } from "./store/store.ts";
import { getStatus } from "./system/get-status.ts";
import { listActivity } from "./system/list-activity.ts";
import { updateSettings } from "./system/settings.ts";
import { seedHistory } from "./testing/history.ts";
import { accepted, anId, at, hostOver, refused } from "./testing/shop.ts";
import { sellVoucher } from "./wifi/sell-voucher.ts";

let sqld: Sqld;
let phones: ReturnType<typeof aPhone>[];
let traffic = { calls: 0, rowsWritten: 0, rowsRead: 0 };

/** Counts what a phone sends and what the primary says that it cost. */
const counted: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  const text = await answer.clone().text();
  traffic.calls += 1;
  for (const [, rows] of text.matchAll(/"rows_written":(\d+)/g)) traffic.rowsWritten += Number(rows);
  for (const [, rows] of text.matchAll(/"rows_read":(\d+)/g)) traffic.rowsRead += Number(rows);
  return answer;
};
const aPhone = () => hostOver(createClient({ url: sqld.url, fetch: counted }), { host: "edge", letter: "P" });

beforeAll(async () => {
  sqld = await startSqld();
  const client = createClient({ url: sqld.url });
  await migrate(client, "shared");
  client.close();
  phones = Array.from({ length: 4 }, aPhone);
});
afterAll(() => sqld.stop());

type Phone = ReturnType<typeof aPhone>;
const phone = (n: number) => phones[n] as Phone;
const together = <T>(act: (one: Phone, n: number) => Promise<T>) => Promise.all(phones.map(act));
const outcome = (result: Parameters<typeof refused>[0]) => (result.ok ? "done" : refused(result));

describe("given several phones on one primary at the same moment", () => {
  test("when all start on one station, then one does, and the others hear STATION_BUSY", async () => {
    for (let round = 0; round < 5; round++) {
      const stationId = await phone(0).station();
      const answers = await together((one) => startSession({ stationId }, one.ctx));
      expect(answers.map(outcome).sort()).toEqual(["STATION_BUSY", "STATION_BUSY", "STATION_BUSY", "done"]);
      const there = `SELECT count(*) FROM open_sessions WHERE station_id = '${stationId}'`;
      expect(await phone(0).column(there)).toEqual([1]);
    }
  });

  test("when all end one session, then there is exactly one closing and one payment", async () => {
    for (let round = 0; round < 5; round++) {
      const sessionId = await phone(0).session(await phone(0).station("A", 6_000), { at: at(-10) });
      const payment = { amount: piasters(1_000), method: "cash" } as const;
      const answers = await together((one) => endSession({ sessionId, payment }, one.ctx));
      expect(answers.map(outcome).sort()).toEqual([
        "SESSION_ENDED",
        "SESSION_ENDED",
        "SESSION_ENDED",
        "done",
      ]);
      const ended = accepted(await getSession({ sessionId }, phone(1).ctx));
      expect([ended.payments.length, ended.reviews]).toEqual([1, []]);
      const closings = `SELECT count(*) FROM ps_session_closings WHERE session_id = '${sessionId}'`;
      expect(await phone(0).column(closings)).toEqual([1]);
    }
  });

  test("when one impatient phone sends the same end four times, then all hear the same closing", async () => {
    const sessionId = await phone(0).session(await phone(0).station());
    const id = anId();
    const answers = await together((one) => endSession({ sessionId, id }, one.ctx));
    expect(answers.map((one) => accepted(one).closing?.id)).toEqual([id, id, id, id]);
  });

  test("when each ends another session, then every receipt number is another one, without a gap", async () => {
    const before = await phone(0).column("SELECT receipt_no FROM ps_session_closings");
    for (let round = 0; round < 5; round++) {
      const sessions: SessionId[] = [];
      for (const one of phones) sessions.push(await one.session(await one.station()));
      const ends = await together((one, n) => endSession({ sessionId: sessions[n] as SessionId }, one.ctx));
      for (const answer of ends) accepted(answer);
    }
    const after = await phone(0).column("SELECT receipt_no FROM ps_session_closings");
    const expected = Array.from({ length: before.length + 20 }, (_, n) => `P-${n + 1}`);
    expect(after.sort()).toEqual(expected.sort());
  });

  test("when one ends what another adds to, then either the bill has it or the other is refused: never a review", async () => {
    for (let round = 0; round < 10; round++) {
      const sessionId = await phone(0).session(await phone(0).station());
      const charge = { sessionId, amount: piasters(1_000), reason: "pad" };
      const [end, added] = await Promise.all([
        endSession({ sessionId }, phone(0).ctx),
        addCharge(charge, phone(1).ctx),
      ]);
      const closing = accepted(end).closing;
      expect([outcome(added), closing?.charges]).toEqual(added.ok ? ["done", 1_000] : ["SESSION_ENDED", 0]);
    }
    expect(accepted(await getStatus({}, phone(0).ctx)).reviews).toBe(0);
  });

  test("when all sell one voucher, take one invitation, or set one key, then each happens once", async () => {
    const packageId = await phone(0).wifiPackage(1_000);
    const comment = `pkg:${packageId}|created:0|`;
    const limits = { profile: "hour", server: null, bytesLimit: null, timeLimit: null };
    for (const one of phones) one.router.add({ code: "HK7M2P", comment, ...limits });
    const sold = await together((one) => sellVoucher({ code: "HK7M2P" }, one.ctx));
    expect(sold.map(outcome).sort()).toEqual(["ALREADY_SOLD", "ALREADY_SOLD", "ALREADY_SOLD", "done"]);
    const { code } = accepted(await createPairing({}, phone(0).ctx));
    const paired = await together((one, n) => pairDevice({ code, name: `phone ${n}` }, one.ctx));
    expect(paired.map(outcome).filter((one) => one === "done")).toEqual(["done"]);
    expect(await phone(0).column("SELECT count(*) FROM devices WHERE token_hash IS NOT NULL")).toEqual([1]);
    const set = await together((one, n) => updateSettings({ businessName: `${n}` }, one.ctx));
    for (const answer of set.map(outcome)) expect(["done", "CONFLICT"]).toContain(answer);
    expect(await phone(0).column("SELECT count(*) FROM settings WHERE id = 'businessName'")).toEqual([1]);
  });
});

describe("given what a phone's command costs", () => {
  const cost = async (act: () => Promise<unknown>) => {
    traffic = { calls: 0, rowsWritten: 0, rowsRead: 0 };
    await act();
    return traffic;
  };

  test("then each is two round trips, each look one, and few rows are written", async () => {
    const { ctx, station, session } = phone(0);
    const stationId = await station();
    let sessionId = "" as Awaited<ReturnType<typeof session>>;
    const costs = {
      start: await cost(async () => {
        sessionId = await session(stationId);
      }),
      pause: await cost(async () => accepted(await pauseSession({ sessionId }, ctx))),
      resume: await cost(async () => accepted(await resumeSession({ sessionId }, ctx))),
      charge: await cost(async () =>
        accepted(await addCharge({ sessionId, amount: piasters(1_000), reason: "pad" }, ctx)),
      ),
      freeze: await cost(async () => accepted(await freezeAll({}, ctx))),
      end: await cost(async () => {
        const payment = { amount: piasters(1_000), method: "cash" } as const;
        accepted(await endSession({ sessionId, payment }, ctx));
      }),
      board: await cost(async () => accepted(await getBoard({}, ctx))),
      status: await cost(async () => accepted(await getStatus({}, ctx))),
      session: await cost(async () => accepted(await getSession({ sessionId }, ctx))),
    };
    const calls = Object.fromEntries(Object.entries(costs).map(([name, { calls }]) => [name, calls]));
    expect(calls).toEqual({
      ...{ start: 2, pause: 2, resume: 2, charge: 2, freeze: 2, end: 2 },
      ...{ board: 1, status: 1, session: 1 },
    });
    const rows = Object.fromEntries(Object.entries(costs).map(([name, one]) => [name, one.rowsWritten]));
    // A fact is its row, the pull cursor and the session's index; so is its line in the log.
    expect(rows).toMatchObject({ pause: 6, resume: 6, charge: 6, board: 0, status: 0, session: 0 });
    expect(rows.start).toBeLessThanOrEqual(11);
    expect(rows.end).toBeLessThanOrEqual(14);
  });

  test("when years of history are there, then no more rows are read than without them", async () => {
    const { ctx, client, station, session } = phone(0);
    const read = async () => {
      const sessionId = await session(await station());
      const other = await station();
      const looks = {
        board: () => getBoard({}, ctx),
        status: () => getStatus({}, ctx),
        session: () => getSession({ sessionId }, ctx),
        sessions: () => listSessions({ limit: 5 }, ctx),
        running: () => listSessions({ status: "running" }, ctx),
        activity: () => listActivity({ limit: 5 }, ctx),
        start: () => session(other),
        pause: () => pauseSession({ sessionId }, ctx),
        end: () => endSession({ sessionId }, ctx), // with the next number among those of the desktop
        freeze: () => freezeAll({}, ctx),
        sell: () => sellVoucher({ code: "NOBODY" }, ctx),
      };
      const costs: Record<string, number> = {};
      for (const [name, look] of Object.entries(looks)) costs[name] = (await cost(look)).rowsRead;
      return costs;
    };
    const before = await read();
    await seedHistory(client, 3_000);
    const after = await read();
    for (const [name, rows] of Object.entries(after)) {
      expect(rows - (before[name] ?? 0), `${name}: ${before[name]} rows, then ${rows}`).toBeLessThan(60);
    }
  });
});

describe("given a primary that does not do what it should", () => {
  test("when SQL is wrong, then that is a bug, not an unreachable primary; a stale read is one", async () => {
    const { store } = phone(0).ctx;
    const wrong = store.read([store.db.run(sql`SELECT * FROM nowhere`)] as never);
    await expect(wrong).rejects.not.toThrow(PrimaryUnreachable);
    await expect(store.read([store.db.run(sql`SELECT * FROM nowhere`)] as never)).rejects.toThrow(
      /no such table/,
    );
    const stale = store.write([guard(1, sql`2`)], [], [store.db.run(sql`SELECT 1`)] as never);
    await expect(stale).rejects.toThrow(StaleRead);
  });

  test("when nobody is there, then it is unreachable, and when it is back the same command goes on", async () => {
    const stationId = await phone(0).station();
    const input = { id: anId(), stationId };
    await sqld.kill();
    await expect(startSession(input, phone(0).ctx)).rejects.toThrow(PrimaryUnreachable);
    await expect(getBoard({}, phone(0).ctx)).rejects.toThrow(PrimaryUnreachable);
    await sqld.restart();
    expect(accepted(await startSession(input, phone(0).ctx)).id).toBe(input.id);
  });
});
