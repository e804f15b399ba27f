import type { ClosingId, PaymentId, SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import type { Refusal } from "@mikro-dash/domain/refusal";
import type { Result } from "@mikro-dash/domain/result";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, anId, aShop, at, refused, type Shop } from "../testing/shop.ts";
import { addCharge } from "./add-charge.ts";
import { addOrder } from "./add-order.ts";
import { addPayment } from "./add-payment.ts";
import { changeMode } from "./change-mode.ts";
import { editSession } from "./edit-session.ts";
import { endSession } from "./end-session.ts";
import { getSession } from "./get-session.ts";
import { moveSession } from "./move-session.ts";
import { pauseSession } from "./pause-session.ts";
import type { PresentedSession } from "./present-session.ts";
import { reopenSession } from "./reopen-session.ts";
import { resumeSession } from "./resume-session.ts";
import { startSession } from "./start-session.ts";
import { transferSession } from "./transfer-session.ts";
import { voidCharge, voidOrder } from "./void-item.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

type Answer = Result<PresentedSession, Refusal>;
interface Verb {
  /** Brings a session to where the command can be given. */
  readonly before?: (sessionId: SessionId, other: SessionId) => Promise<unknown>;
  readonly send: (sessionId: SessionId, other: SessionId, changed?: boolean) => Promise<Answer>;
}

/** Each verb with an id of its own, and (`changed`) with the same id and another body. */
function everyVerb(): Record<string, Verb> {
  const { ctx } = shop;
  const id = anId();
  const state = {
    menuItem: "" as never,
    order: "",
    charge: "",
    closing: "" as ClosingId,
    station: "" as never,
  };
  const closed = async (sessionId: SessionId) => {
    state.closing = accepted(await endSession({ sessionId }, ctx)).closing?.id as ClosingId;
  };
  return {
    pause: {
      send: (sessionId, _, changed) => pauseSession({ sessionId, id, at: at(changed ? 6 : 5) }, ctx),
    },
    resume: {
      before: (sessionId) => pauseSession({ sessionId, at: at(1) }, ctx),
      send: (sessionId, _, changed) => resumeSession({ sessionId, id, at: at(changed ? 6 : 5) }, ctx),
    },
    mode: {
      send: (sessionId, _, changed) => changeMode({ sessionId, id, mode: changed ? "single" : "multi" }, ctx),
    },
    move: {
      before: async () => {
        state.station = (await shop.station("elsewhere")) as never;
      },
      send: (sessionId, _, changed) =>
        moveSession({ sessionId, id, stationId: changed ? anId() : state.station }, ctx),
    },
    order: {
      before: async () => {
        state.menuItem = (await shop.menuItem(500)) as never;
      },
      send: (sessionId, _, changed) =>
        addOrder({ sessionId, id, menuItemId: state.menuItem, quantity: changed ? 3 : 2 }, ctx),
    },
    charge: {
      send: (sessionId, _, changed) =>
        addCharge({ sessionId, id, amount: piasters(changed ? 200 : 100), reason: "pad" }, ctx),
    },
    "order void": {
      before: async (sessionId) => {
        state.order = await shop.order(sessionId, 500);
      },
      send: (_, __, changed) => voidOrder({ targetId: state.order, id, reason: changed ? "b" : "a" }, ctx),
    },
    "charge void": {
      before: async (sessionId) => {
        const charged = await addCharge({ sessionId, amount: piasters(1), reason: "pad" }, ctx);
        state.charge = String(accepted(charged).charges[0]?.id);
      },
      send: (_, __, changed) => voidCharge({ targetId: state.charge, id, reason: changed ? "b" : "a" }, ctx),
    },
    transfer: {
      send: (sessionId, toSessionId, changed) =>
        transferSession({ sessionId, id, toSessionId, includeOrders: !changed }, ctx),
    },
    end: {
      send: (sessionId, _, changed) =>
        endSession(
          {
            ...{ sessionId, id, at: at(5), discountReason: "regular", discount: piasters(100) },
            payment: { amount: piasters(changed ? 100 : 500), method: "cash" },
          },
          ctx,
        ),
    },
    payment: {
      before: closed,
      send: (_, __, changed) =>
        addPayment(
          { closingId: state.closing, id, amount: piasters(100), method: changed ? "card" : "cash" },
          ctx,
        ),
    },
    reopen: {
      before: closed,
      send: (_, __, changed) =>
        reopenSession({ closingId: state.closing, id, reason: changed ? "b" : "a" }, ctx),
    },
  };
}
const VERBS = [
  ...["pause", "resume", "mode", "move", "order", "charge", "order void", "charge void", "transfer", "end"],
  ...["payment", "reopen"],
];

async function counts(): Promise<unknown> {
  const tables = ["segments", "orders", "charges", "transfers", "closings"].map(
    (name) => `ps_session_${name}`,
  );
  const all = [...tables, "ps_payments", "voids", "activity"];
  const { rows } = await shop.client.execute(
    `SELECT ${all.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(", ")}`,
  );
  return { ...rows[0] };
}

describe.for(VERBS)("given the command %s with an id of the client's", (name) => {
  async function sent() {
    const verb = everyVerb()[name] as Verb;
    const sessionId = await shop.session(await shop.station("A", 6_000));
    const other = await shop.session(await shop.station("B", 6_000));
    shop.clock.set(10);
    const before = await verb.before?.(sessionId, other);
    if (before && typeof before === "object" && "ok" in before) expect(before.ok).toBe(true);
    const first = accepted(await verb.send(sessionId, other));
    return { verb, sessionId, other, first, rows: await counts() };
  }

  test("when it is sent again, then the answer is the same and nothing more is written", async () => {
    const { verb, sessionId, other, first, rows } = await sent();
    expect(accepted(await verb.send(sessionId, other))).toEqual(first);
    shop.clock.set(12);
    expect(accepted(await verb.send(sessionId, other)).id).toBe(first.id);
    expect(await counts()).toEqual(rows);
  });

  test("when the same id comes with another body, then it is ID_REUSED", async () => {
    const { verb, sessionId, other, rows } = await sent();
    expect(refused(await verb.send(sessionId, other, true))).toBe("ID_REUSED");
    expect(await counts()).toEqual(rows);
  });

  test("when the same id comes for another session or another verb, then it is ID_REUSED", async () => {
    const { first, other, rows } = await sent();
    const [line] = await shop.column("SELECT id FROM activity ORDER BY updated_at DESC LIMIT 1");
    const used = { id: String(line), sessionId: other };
    const charge = { ...used, amount: piasters(7), reason: "of another" };
    expect(refused(await addCharge(charge, shop.ctx))).toBe("ID_REUSED");
    expect(refused(await pauseSession(used, shop.ctx))).toBe("ID_REUSED");
    if (first.status !== "ended") {
      expect(refused(await addCharge({ ...charge, sessionId: first.id }, shop.ctx))).toBe("ID_REUSED");
    }
    expect(await counts()).toEqual(rows);
  });
});

describe("given a session that was started with an id of the client's", () => {
  test("when its limits, notes and start were edited since, then a repeat of the start is still one", async () => {
    const { ctx, clock } = shop;
    const start = {
      id: anId(),
      stationId: await shop.station("A"),
      mode: "multi",
      timerMinutes: 30,
    } as const;
    const { id: sessionId } = accepted(await startSession(start, ctx));
    clock.set(10);
    accepted(await editSession({ sessionId, timerMinutes: 90, notes: "x", startedAt: at(-5) }, ctx));
    expect(accepted(await startSession(start, ctx))).toMatchObject({ id: sessionId, timerMinutes: 90 });
    for (const other of [
      { mode: "single" },
      { timerMinutes: 90 },
      { at: at(3) },
      { costLimit: piasters(1) },
    ]) {
      expect(refused(await startSession({ ...start, ...other } as never, ctx)), JSON.stringify(other)).toBe(
        "ID_REUSED",
      );
    }
    expect(refused(await startSession({ ...start, stationId: await shop.station("B") }, ctx))).toBe(
      "ID_REUSED",
    );
  });

  test("when it has ended, then a repeat of the start answers the ended session", async () => {
    const start = { id: anId(), stationId: await shop.station("A") };
    const sessionId = accepted(await startSession(start, shop.ctx)).id;
    accepted(await endSession({ sessionId }, shop.ctx));
    expect(accepted(await startSession(start, shop.ctx)).status).toBe("ended");
    expect(await shop.column("SELECT count(*) FROM ps_sessions")).toEqual([1]);
  });

  test("when its line in the log has not come here yet, then the row itself tells a repeat from another body", async () => {
    const start = { id: anId(), stationId: await shop.station("A"), timerMinutes: 30 };
    const sessionId = accepted(await startSession({ ...start, id: undefined as never }, shop.ctx)).id;
    const arrived = { ...start, id: sessionId }; // as if pulled: the log's line has an id of its own
    expect(accepted(await startSession(arrived, shop.ctx)).id).toBe(sessionId);
    expect(refused(await startSession({ ...arrived, timerMinutes: 31 }, shop.ctx))).toBe("ID_REUSED");
  });
});

describe("given commands pressed in the same ms", () => {
  test("when a client's id sorts before that of the segment there, then the repeat is known all the same", async () => {
    const sessionId = await shop.session(await shop.station("A"));
    const early = "00000000-0000-4000-8000-000000000001"; // v4 ids come in no order
    const pause = { sessionId, id: early, at: at(0) };
    const paused = accepted(await pauseSession(pause, shop.ctx));
    expect(paused.segments.find((one) => one.id === early)?.startedAt).toBe(at(0) + 1);
    expect(accepted(await pauseSession(pause, shop.ctx))).toEqual(paused);
  });
});

describe("given two verbs whose bodies say nothing but the id", () => {
  test("when a resume comes with the id of the pause, then it is ID_REUSED, not a yes while the clock stands still", async () => {
    const used = { sessionId: await shop.session(await shop.station("A")), id: anId() };
    accepted(await pauseSession(used, shop.ctx));
    expect(refused(await resumeSession(used, shop.ctx))).toBe("ID_REUSED");
  });
});

describe("given an end that takes money under an id of the client's", () => {
  test("when that id belongs to another payment, then nothing is closed", async () => {
    const { ctx, clock } = shop;
    const [a, b] = [
      await shop.session(await shop.station("A", 6_000)),
      await shop.session(await shop.station("B", 6_000)),
    ];
    clock.set(10);
    const payment = { id: anId<PaymentId>(), amount: piasters(1_000), method: "cash" } as const;
    accepted(await endSession({ sessionId: a, payment }, ctx));
    expect(refused(await endSession({ sessionId: b, payment }, ctx))).toBe("ID_REUSED");
    expect(accepted(await getSession({ sessionId: b }, ctx)).status).toBe("running");
  });
});
