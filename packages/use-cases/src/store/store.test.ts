import { psSessions } from "@mikro-dash/db-schema/tables/sessions";
import type { SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addCharge } from "../sessions/add-charge.ts";
import { editSession } from "../sessions/edit-session.ts";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { moveSession } from "../sessions/move-session.ts";
import { reopenSession } from "../sessions/reopen-session.ts";
import { startSession } from "../sessions/start-session.ts";
import { accepted, anId, aShop, interrupted, refused, type Shop } from "../testing/shop.ts";
import { attempt } from "./attempt.ts";
import { guard } from "./guard.ts";
import { createStore, NotAdmitted, StaleRead } from "./store.ts";

let shop: Shop;
let sessionId: SessionId;
beforeEach(async () => {
  shop = await aShop();
  sessionId = await shop.session(await shop.station("A", 6_000));
  shop.clock.set(10);
});
afterEach(() => shop.stop());

const charge = (ctx = shop.ctx, id?: string) =>
  addCharge({ sessionId, amount: piasters(100), reason: "pad", ...(id === undefined ? {} : { id }) }, ctx);

describe("given a write of another writer between the read and the write of a command", () => {
  test("when it comes once, then the command is decided again on what is there now", async () => {
    const ended = accepted(
      await endSession(
        { sessionId },
        interrupted(shop.ctx, 1, () => charge()),
      ),
    );
    expect(ended.closing).toMatchObject({ charges: 100, payable: 1_000 });
    expect(ended.reviews).toEqual([]);
  });

  test("when it makes the command impossible, then the refusal is the fresh one", async () => {
    const ends = () => endSession({ sessionId }, shop.ctx);
    expect(refused(await charge(interrupted(shop.ctx, 1, ends)))).toBe("SESSION_ENDED");
    expect(await shop.column("SELECT count(*) FROM ps_session_charges")).toEqual([0]);
  });

  test("when it comes each time, then CONFLICT, and nothing of the command is written", async () => {
    const result = await endSession(
      { sessionId },
      interrupted(shop.ctx, 2, () => charge()),
    );
    expect(refused(result)).toBe("CONFLICT");
    expect(await shop.column("SELECT count(*) FROM ps_session_closings")).toEqual([0]);
  });

  test("when it is only an edit of the register, then it is noticed too", async () => {
    const edit = () => editSession({ sessionId, timerMinutes: shop.ctx.ids.next().length }, shop.ctx);
    const notes = () => editSession({ sessionId, notes: String(Math.random()) }, shop.ctx);
    expect(accepted(await charge(interrupted(shop.ctx, 1, edit))).timerMinutes).toBe(36);
    expect(refused(await charge(interrupted(shop.ctx, 2, notes)))).toBe("CONFLICT");
  });

  test("when somebody takes the station meanwhile, then starting, moving or reopening there is STATION_BUSY", async () => {
    const free = await shop.station("free");
    const taken = interrupted(shop.ctx, 1, () => shop.session(free));
    expect(refused(await startSession({ stationId: free }, taken))).toBe("STATION_BUSY");
    const other = await shop.station("other");
    const again = interrupted(shop.ctx, 1, () => shop.session(other));
    expect(refused(await moveSession({ sessionId, stationId: other }, again))).toBe("STATION_BUSY");
    const closed = accepted(await endSession({ sessionId }, shop.ctx));
    const back = interrupted(shop.ctx, 1, () => shop.session(closed.stationId));
    const reopening = { closingId: closed.closing?.id ?? ("" as never), reason: "x" };
    expect(refused(await reopenSession(reopening, back))).toBe("STATION_BUSY");
  });

  test("when it is the same command (a client that did not wait), then it is done once and both hear the same", async () => {
    const id = anId();
    const answers: unknown[] = [];
    const second = interrupted(shop.ctx, 1, async () => answers.push(accepted(await charge(shop.ctx, id))));
    answers.push(accepted(await charge(second, id)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await shop.column("SELECT count(*) FROM ps_session_charges")).toEqual([1]);
  });

  test("when the id is taken for another session meanwhile, then ID_REUSED, not a yes without a row", async () => {
    const other = await shop.session(await shop.station("B"));
    const id = anId();
    const elsewhere = () => addCharge({ sessionId: other, id, amount: piasters(7), reason: "x" }, shop.ctx);
    expect(refused(await charge(interrupted(shop.ctx, 1, elsewhere), id))).toBe("ID_REUSED");
    expect(accepted(await getSession({ sessionId }, shop.ctx)).charges).toEqual([]);
  });
});

describe("given a store", () => {
  const db = () => drizzle({ client: shop.client });
  const one = sql<number>`1`;

  test("when a batch is written, then whoever wants to know is told; not when it is refused or only reads", async () => {
    let told = 0;
    const onWritten = () => {
      told += 1;
    };
    const store = createStore({ db: db(), kind: "local", onWritten });
    const read = store.db.select({ one }).from(psSessions);
    const edit = store.db.run(sql`UPDATE ps_sessions SET synced_at = 'x'`);
    await store.write([], [], [read]);
    await expect(store.write([guard(1, sql`2`)], [edit], [read])).rejects.toThrow(StaleRead);
    expect(told).toBe(0);
    const [rows] = await store.write([guard(2, sql`2`)], [edit], [read]);
    expect([told, rows]).toEqual([1, [{ one: 1 }]]);
  });

  test("when callers must be admitted, then nothing is answered to those who are not, and nothing written before", async () => {
    const query = db().all(sql`SELECT 'token' AS token`);
    let knows = false;
    let checks = 0;
    const admission = {
      query,
      check: () => {
        checks += 1;
        if (!knows) throw new NotAdmitted("UNAUTHORIZED");
      },
    };
    const store = createStore({ db: db(), kind: "primary", admission });
    const read = store.db.select({ one }).from(psSessions);
    await expect(store.write([], [], [read])).rejects.toThrow("reads before it writes");
    await expect(store.read([read])).rejects.toThrow(NotAdmitted);
    await expect(store.admit()).rejects.toThrow(NotAdmitted);
    knows = true;
    expect(await store.read([read])).toEqual([[{ one: 1 }]]);
    await store.admit();
    await store.write([], [], [read]);
    expect(checks).toBe(3); // asked until let in, then not again
  });

  test("when SQL is wrong, then it is a bug that is thrown, not an unreachable primary nor a stale read", async () => {
    for (const kind of ["local", "primary"] as const) {
      const store = createStore({ db: db(), kind });
      const failing = attempt(() => store.read([store.db.run(sql`SELECT * FROM nowhere`)] as never));
      await expect(failing).rejects.toThrow(/no such table/);
    }
  });
});
