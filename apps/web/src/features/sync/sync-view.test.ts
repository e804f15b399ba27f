import type { Status } from "@mikro-dash/api-contract/schemas/status";
import { expect, test } from "vitest";
import { ageLevel, levelOf, syncStateOf } from "./sync-view.ts";

const aStatus = (change: Partial<Record<keyof Status, unknown>> = {}): Status =>
  ({
    host: "local",
    version: "0.1.0",
    serverTime: 1_000_000,
    online: true,
    pull: "replica",
    pending: 0,
    lastPushAt: 990_000,
    lastPullAt: 996_000,
    clockOffsetMs: 0,
    rejects: 0,
    reviews: 0,
    routerSeenAt: null,
    mirrorSeenAt: null,
    cafeSeenAt: null,
    primaryProblem: null,
    routerProblem: null,
    freezeProposal: null,
    clockQuestion: null,
    clockProblem: null,
    capabilities: [],
    ...change,
  }) as Status;

test("given an online shop, when shown, then it is synced at the last exchange either way", () => {
  expect(syncStateOf(aStatus(), 0, false, "fresh")).toEqual({ kind: "synced", at: 996_000 });
});

test("given a primary that does not answer, when shown, then it is offline since the last exchange", () => {
  const offline = syncStateOf(aStatus({ online: false, pending: 3 }), 0, false, "fresh");
  expect(offline).toEqual({ kind: "offline", since: 996_000 });
  expect(levelOf(offline, aStatus(), "fresh")).toBe("offline");
});

test("given a phone, when the café was heard in the last minute, then that is how fresh it is", () => {
  const heard = aStatus({ host: "edge", pull: "none", cafeSeenAt: 940_000 });
  const state = syncStateOf(heard, 0, false, "fresh");
  expect([state, levelOf(state, heard, "fresh")]).toEqual([{ kind: "synced", at: 940_000 }, "fine"]);
});

test("given a phone whose café is silent, when shown, then it does not say synced: amber after a minute, red after ten", () => {
  const shown = (cafeSeenAt: number | null) => {
    const status = aStatus({ host: "edge", pull: "none", cafeSeenAt });
    const cafe = ageLevel(cafeSeenAt, 1_000_000);
    const state = syncStateOf(status, 0, false, cafe);
    return [state, levelOf(state, status, cafe)];
  };
  expect(shown(939_999)).toEqual([{ kind: "cafeSilent", since: 939_999 }, "offline"]);
  expect(shown(399_999)).toEqual([{ kind: "cafeSilent", since: 399_999 }, "alarm"]);
  expect(shown(null)).toEqual([{ kind: "cafeSilent", since: null }, "offline"]);
});

test("given a page that opens with the status it kept, when the café has been silent since, then it does not say synced", () => {
  const kept = aStatus({ host: "edge", pull: "none", cafeSeenAt: 999_000 });
  const state = syncStateOf(kept, 0, false, ageLevel(999_000, 1_000_000 + 660_000));
  expect([state, levelOf(state, kept, "red")]).toEqual([{ kind: "cafeSilent", since: 999_000 }, "alarm"]);
});

test("given no cloud, when shown, then rows that wait are no news", () => {
  const status = aStatus({ online: false, pull: "none", pending: 40, lastPushAt: null, lastPullAt: null });
  const state = syncStateOf(status, 0, false, "fresh");
  expect(state.kind).toBe("localOnly");
  expect(levelOf(state, status, "fresh")).toBe("fine");
});

test("given a silent server, when shown, then it is silent since its last answer, whatever that said", () => {
  expect(syncStateOf(aStatus(), 999_000, true, "fresh")).toEqual({ kind: "silent", since: 999_000 });
});

test("given refused rows or reviews, when shown, then it is an alarm even online", () => {
  expect(levelOf({ kind: "synced", at: 1 }, aStatus({ rejects: 1 }), "fresh")).toBe("alarm");
  expect(levelOf({ kind: "synced", at: 1 }, aStatus({ reviews: 1 }), "fresh")).toBe("alarm");
});

test("given ages, when judged, then amber begins after a minute and red after ten", () => {
  const levels = [0, 60_000, 60_001, 600_000, 600_001].map((age) => ageLevel(1_000_000, 1_000_000 + age));
  expect(levels).toEqual(["fresh", "fresh", "amber", "amber", "red"]);
  expect(ageLevel(null, 5)).toBe("amber");
});
