import type { BatchId, SessionId } from "@mikro-dash/domain/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { pauseSession } from "../sessions/pause-session.ts";
import { resumeSession } from "../sessions/resume-session.ts";
import { accepted, anId, aShop, at, refused, type Shop } from "../testing/shop.ts";
import { freezeAll } from "./freeze-all.ts";
import { resumeAll } from "./resume-all.ts";
import { undoOutage } from "./undo-outage.ts";

let shop: Shop;
let early: SessionId;
let paused: SessionId;
let late: SessionId;
/** At minute 20: one runs since 0, one is paused since 5, one began at 15. */
beforeEach(async () => {
  shop = await aShop();
  early = await shop.session(await shop.station("A", 6_000));
  paused = await shop.session(await shop.station("B", 6_000));
  shop.clock.set(5);
  accepted(await pauseSession({ sessionId: paused }, shop.ctx));
  shop.clock.set(15);
  late = await shop.session(await shop.station("C", 6_000));
  shop.clock.set(20);
});
afterEach(() => shop.stop());

const time = async (sessionId: SessionId) => accepted(await getSession({ sessionId }, shop.ctx)).bill.time;
const freeze = (minutes = 10, id?: string) =>
  freezeAll({ at: at(minutes), ...(id === undefined ? {} : { id }) }, shop.ctx);
const ids = (answer: { sessions: readonly { id: string }[] }) => answer.sessions.map((one) => one.id);
const segments = () => shop.column<number>("SELECT count(*) FROM ps_session_segments");

describe("given a freeze", () => {
  test("then what ran then is paused from then on, what began since is paused where it began", async () => {
    const { batchId, sessions } = accepted(await freeze());
    expect(ids({ sessions })).toEqual([early, late]);
    expect(sessions.map((one) => one.status)).toEqual(["paused", "paused"]);
    expect(sessions.map((one) => one.segments.at(-1))).toMatchObject([
      { startedAt: at(10), kind: "paused", batchId },
      { startedAt: at(15), kind: "paused", batchId },
    ]);
    shop.clock.set(60);
    expect([await time(early), await time(paused), await time(late)]).toEqual([1_000, 500, 0]);
  });

  test("when it is sent again with its id, then nothing more is written; with another instant it is ID_REUSED", async () => {
    const id = anId();
    const first = accepted(await freeze(10, id));
    const written = await segments();
    expect(first.batchId).toBe(id);
    expect(accepted(await freeze(10, id))).toEqual(first);
    expect(accepted(await freezeAll({ id }, shop.ctx))).toEqual(first);
    expect(refused(await freeze(11, id))).toBe("ID_REUSED");
    expect(refused(await resumeAll({ id }, shop.ctx))).toBe("ID_REUSED");
    expect(await segments()).toEqual(written);
  });

  test("when another one comes on top, then it touches nobody", async () => {
    accepted(await freeze());
    expect(ids(accepted(await freeze(12)))).toEqual([]);
  });

  test("when nobody says when, then it is the café's last sign of life, or the instant the app proposes, or now", async () => {
    const segmentAt = async (ctx = shop.ctx) => {
      const { batchId, sessions } = accepted(await freezeAll({}, ctx));
      const instant = sessions.find((one) => one.id === early)?.segments.at(-1)?.startedAt;
      accepted(await undoOutage({ batchId }, ctx));
      return instant;
    };
    expect(await segmentAt()).toBe(at(20));
    shop.router.cafeSeenAt = at(16);
    expect(await segmentAt()).toBe(at(16));
    const state = () => ({ ...shop.ctx.sync.state(), freezeProposal: { at: at(17) } });
    const proposed = { state, questions: null };
    expect(await segmentAt({ ...shop.ctx, sync: proposed })).toBe(at(17));
  });

  test("when its instant is ahead, then INVALID at", async () => {
    expect(refused(await freeze(23))).toBe("INVALID at");
    expect(refused(await resumeAll({ at: at(23) }, shop.ctx))).toBe("INVALID at");
  });

  test("when nobody plays, then it is a batch of nothing", async () => {
    for (const sessionId of [early, paused, late]) accepted(await endSession({ sessionId }, shop.ctx));
    expect(accepted(await freeze()).sessions).toEqual([]);
  });
});

describe("given power is back", () => {
  test("then the frozen ones go on from now, and those that somebody touched since are left alone", async () => {
    const { batchId } = accepted(await freeze());
    shop.clock.set(30);
    accepted(await resumeSession({ sessionId: early }, shop.ctx));
    shop.clock.set(40);
    const answer = accepted(await resumeAll({}, shop.ctx));
    expect(ids(answer)).toEqual([late]);
    expect(answer.batchId).not.toBe(batchId);
    shop.clock.set(50);
    expect([await time(early), await time(paused), await time(late)]).toEqual([3_000, 500, 1_000]);
  });

  test("when one freeze is named, then only what that one paused", async () => {
    const first = accepted(await freeze()).batchId;
    shop.clock.set(25);
    const newcomer = await shop.session(await shop.station("D", 6_000));
    shop.clock.set(30);
    const second = accepted(await freeze(28)).batchId;
    const id = anId();
    const resumed = accepted(await resumeAll({ id, freezeBatchId: second }, shop.ctx));
    expect(ids(resumed)).toEqual([newcomer]);
    expect(accepted(await resumeAll({ id, freezeBatchId: second }, shop.ctx))).toEqual(resumed);
    expect(refused(await resumeAll({ id, freezeBatchId: first }, shop.ctx))).toBe("ID_REUSED");
  });
});

describe("given a batch that is taken back", () => {
  test("then it is as if it had never been: a freeze goes on, a resume is frozen again", async () => {
    const frozen = accepted(await freeze());
    shop.clock.set(30);
    const resumed = accepted(await resumeAll({}, shop.ctx));
    shop.clock.set(40);
    const back = accepted(await undoOutage({ batchId: resumed.batchId }, shop.ctx));
    expect([ids(back), back.batchId]).toEqual([[early, late], resumed.batchId]);
    expect([await time(early), await time(late)]).toEqual([1_000, 0]);
    accepted(await undoOutage({ batchId: frozen.batchId }, shop.ctx));
    expect([await time(early), await time(late)]).toEqual([4_000, 2_500]);
  });

  test("when it is taken back again: the same command answers the same, another one ALREADY_VOIDED", async () => {
    const { batchId } = accepted(await freeze());
    const id = anId();
    const undone = accepted(await undoOutage({ batchId, id }, shop.ctx));
    const written = await shop.column("SELECT count(*) FROM voids");
    expect(accepted(await undoOutage({ batchId, id }, shop.ctx))).toEqual(undone);
    expect(refused(await undoOutage({ batchId, id: anId() }, shop.ctx))).toBe("ALREADY_VOIDED");
    expect(refused(await undoOutage({ batchId }, shop.ctx))).toBe("ALREADY_VOIDED");
    expect(refused(await undoOutage({ batchId: anId<BatchId>(), id }, shop.ctx))).toBe("ID_REUSED");
    expect(refused(await undoOutage({ batchId: anId<BatchId>() }, shop.ctx))).toBe("NOT_FOUND");
    expect(await shop.column("SELECT count(*) FROM voids")).toEqual(written);
  });

  test("when a session was closed meanwhile, then its bill stays; when all were, SESSION_ENDED", async () => {
    const { batchId } = accepted(await freeze());
    accepted(await endSession({ sessionId: early }, shop.ctx));
    expect(ids(accepted(await undoOutage({ batchId }, shop.ctx)))).toEqual([late]);
    expect(await time(early)).toBe(1_000);
    const other = accepted(await freeze(16)).batchId;
    accepted(await endSession({ sessionId: late }, shop.ctx));
    expect(refused(await undoOutage({ batchId: other }, shop.ctx))).toBe("SESSION_ENDED");
  });
});
