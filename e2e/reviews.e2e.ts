import type { Client } from "@mikro-dash/api-contract/client";
import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { askLocal } from "./support/rows.ts";
import { body, openTheShop } from "./support/shop.ts";
import { type System, startSystem } from "./support/system.ts";
import { everybody, look, openViewers, type Viewer, visit } from "./support/viewer.ts";

const MINUTE_MS = 60_000;
const REASON = "على حسابنا";

let clock: TestClock;
let system: System;
let browser: Browser;
let phone: Client;
let viewers: readonly Viewer[];
let sessionIds: readonly [string, string];

beforeAll(async () => {
  clock = await startTestClock(Date.now());
  system = await startSystem({ env: { MIKRO_DASH_TEST_CLOCK_URL: clock.url } });
  browser = await launchBrowser();
  viewers = await openViewers(browser);
  ({ client: phone } = await system.pairPhone("owner"));
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await clock?.stop();
});

const statusOf = (api: Client) => api.call("getStatus", {});
const there = ({ page }: Viewer, testId: string) => page.getByTestId(testId).first().waitFor();
const ofId = (id: string) => ({ params: { id: id as never } });
const moneyOf = async (api: Client, id: string) => {
  const { closing, payments } = await api.call("getSession", ofId(id));
  const paid = payments.reduce((sum, row) => sum + (row.voided ? 0 : row.amount), 0);
  return [closing?.orders, closing?.discount, closing?.payable, paid];
};

/** What the desktop and the phone do while neither hears of the other. */
async function workApart(stationIds: readonly string[], teaId: string, from: number): Promise<void> {
  const { desktop } = system;
  const start = async (api: Client, place: number, at: number) => {
    clock.advance(1_000);
    return (await api.call("startSession", { body: body({ stationId: stationIds[place], at }) })).id;
  };
  sessionIds = [await start(desktop, 0, from), await start(desktop, 1, from)];
  const sent = async () => (await statusOf(desktop)).pending === 0;
  await waitFor("both sessions to be in the cloud", sent);
  system.link.blackHole();
  const [first, second] = sessionIds;
  const cash = { payment: { amount: 2_000, method: "cash" } };
  const end = (api: Client, id: string, minutes: number, money: object) => {
    clock.advance(1_000); // each command is later than the one before it
    return api.call("endSession", { ...ofId(id), body: body({ at: from + minutes * MINUTE_MS, ...money }) });
  };
  await end(phone, first, 60, cash);
  await desktop.call("addOrder", { ...ofId(first), body: body({ menuItemId: teaId, quantity: 2 }) });
  await end(phone, second, 60, cash);
  await end(desktop, second, 75, { payment: { amount: 2_500, method: "cash" } });
  await start(phone, 2, from + 60 * MINUTE_MS);
  await start(desktop, 2, from + 65 * MINUTE_MS);
  await system.link.heal();
  await waitFor("all of it to be everywhere", async () => {
    const [here, afar] = await Promise.all([statusOf(desktop), statusOf(phone)]);
    return here.pending === 0 && here.reviews === 3 && afar.reviews === 3;
  });
}

test("given a desktop and a phone that worked apart, when their contradictions are looked at and decided, then both versions were shown, both hosts agree and no money is gone", async () => {
  const { stationIds, teaId } = await openTheShop(system.desktop, 4);
  await workApart(stationIds, teaId, clock.now() - 80 * MINUTE_MS);
  const [late, twice] = sessionIds;

  await everybody(viewers, async (viewer) => {
    const { page } = viewer;
    await page.goto(system.stack.urls.local);
    await there(viewer, "station-3-review");
    await page.getByTestId("sync-pill").click();
    await page.getByTestId("to-reviews").click();
    await there(viewer, "review-two-open");
    await page.getByTestId("sync-sheet").waitFor({ state: "detached" });
    await look(viewer, "reviews");
    await page.getByTestId("write-off").first().click();
    await there(viewer, "write-off-confirm");
    await look(viewer, "write-off");
    await page.keyboard.press("Escape");
    await page.getByTestId("write-off-sheet").waitFor({ state: "detached" });
  });
  expect(viewers.flatMap(({ findings }) => findings)).toEqual([]);

  const [{ page }] = viewers as [Viewer];
  const review = (kind: string) => page.getByTestId(`review-${kind}`);
  const decided = (kind: string) => review(kind).waitFor({ state: "detached" });
  await review("late-items").getByTestId("write-off").click();
  await page.getByTestId("write-off-reason").fill(REASON);
  await page.getByTestId("write-off-confirm").click();
  await decided("late-items");
  // The greater stamp counts now: the desktop's, which was made last. The owner keeps the phone's.
  await review("two-closings").getByTestId("keep-1").click();
  await decided("two-closings");
  await review("two-open").getByTestId("keep-0").click();
  await decided("two-open");

  await waitFor("the phone to know what was decided", async () => {
    const [here, afar] = await Promise.all([statusOf(system.desktop), statusOf(phone)]);
    return here.pending === 0 && here.reviews === 0 && afar.reviews === 0;
  });
  for (const api of [system.desktop, phone]) {
    expect(await moneyOf(api, late)).toEqual([2_000, 2_000, 2_000, 2_000]);
    expect(await moneyOf(api, twice)).toEqual([0, 0, 2_000, 4_500]);
    const board = await api.call("getBoard", {});
    expect(board.stations[2]?.session?.reviews).toEqual([]);
  }
  const log = await phone.call("listActivity", { query: {} });
  expect(log.items.filter(({ verb }) => verb === "review.resolve")).toHaveLength(3);
  await visit(viewers[1] as Viewer, "/reviews");
  await look(viewers[1] as Viewer, "reviews-none");
  expect(viewers.flatMap(({ findings }) => findings)).toEqual([]);
});

test("given a shop that has been alive all along, when a phone freezes it, then the shop asks and the freeze can be undone", async () => {
  const frozen = await phone.call("freezeAll", { body: body({ at: clock.now() }) });
  expect(frozen.sessions).toHaveLength(1);
  // Two beats of its heart, each less than a minute after the one before it, so that it was never away.
  for (const _ of [1, 2]) {
    expect((await statusOf(system.desktop)).reviews).toBe(0);
    clock.advance(45_000);
    await waitFor("a beat of the shop's heart", async () => (await lastBeat()) === clock.now());
  }
  await waitFor("the shop to know better", async () => (await statusOf(system.desktop)).reviews === 1);
  expect((await statusOf(phone)).reviews).toBe(0);
  await everybody(viewers, async (viewer) => {
    await visit(viewer, "/reviews");
    await there(viewer, "review-frozen-while-alive");
    await look(viewer, "reviews-frozen");
  });
  expect(viewers.flatMap(({ findings }) => findings)).toEqual([]);
  const [{ page }] = viewers as [Viewer];
  await page.getByTestId("keep-1").click();
  await page.getByTestId("review-frozen-while-alive").waitFor({ state: "detached" });
  const board = await system.desktop.call("getBoard", {});
  expect(board.stations[2]?.session?.status).toBe("running");
});

/** When the desktop's program last noted that it is alive. */
async function lastBeat(): Promise<number> {
  const [[noted = ""] = []] = await askLocal(system.dataDir)(
    "SELECT value FROM sync_state WHERE key = 'heartbeat'",
  );
  return Number(noted);
}
