import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everythingIsSent, sessionsOf, theBooksAreRight } from "./support/books.ts";
import { launchBrowser, openPage } from "./support/browser.ts";
import { evening, instantOf, type Moment } from "./support/evening.ts";
import { control } from "./support/simulator.ts";
import { phoneClient, type System, startSystem } from "./support/system.ts";
import { known, openAt } from "./support/told-page.ts";

let clock: TestClock;
let system: System;
let browser: Browser;
let desktop: Page;
let phone: Page;
const problems: string[] = [];

beforeAll(async () => {
  clock = await startTestClock(instantOf("startA") - 600_000);
  system = await startSystem({ env: { MIKRO_DASH_TEST_CLOCK_URL: clock.url, MIRROR_INTERVAL_SECONDS: "2" } });
  browser = await launchBrowser();
  await openTheShop();
  ({ page: desktop } = await openPage(browser, { frozenClock: true, problems }));
  ({ page: phone } = await openPage(browser, {
    device: "phone",
    theme: "dark",
    frozenClock: true,
    problems,
  }));
  await pair(phone);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await clock?.stop();
});

/** Stations, menu and a WiFi package, as an owner would have them. */
async function openTheShop(): Promise<void> {
  const { desktop: api } = system;
  for (const [i, station] of evening.stations.entries()) {
    await api.call("createStation", { body: { ...station, sortOrder: i } as never });
  }
  for (const item of evening.menu) await api.call("createMenuItem", { body: item as never });
  await api.call("createPackage", { body: evening.package as never });
}

async function pair(page: Page): Promise<void> {
  const link = await system.stack.pairingLink();
  const { lastPushAt } = await system.desktop.call("getStatus", {});
  await waitFor("the invitation to reach the cloud", async () => {
    const status = await system.desktop.call("getStatus", {});
    return status.pending === 0 && status.lastPushAt !== null && status.lastPushAt >= (lastPushAt ?? 0);
  });
  await page.goto(link.url);
  await page.getByTestId("pair-submit").click();
  await page.getByTestId("station-1").waitFor();
}

/** The hands of the clock move; the page is opened anew and has been told the time. */
async function at(moment: Moment, page: Page, path = "/"): Promise<void> {
  const now = instantOf(moment);
  clock.set(now);
  const from = page.url() === "about:blank" ? system.stack.urls.local : page.url();
  await openAt(page, new URL(path, from).href, now);
}

const tap = (page: Page, testId: string) => page.getByTestId(testId).click();
const stateOf = (page: Page, place: number, state: string) =>
  page.locator(`[data-testid=station-${place}][data-state=${state}]`).waitFor();
/** Opens the panel of a station on a page that shows the board. */
async function open(page: Page, place: number): Promise<void> {
  await tap(page, `station-${place}-open`);
  await page.getByTestId("panel-station").waitFor();
}
const written = (what: string, isThere: (all: Awaited<ReturnType<typeof sessionsOf>>) => boolean) =>
  waitFor(what, async () => isThere(await sessionsOf(system.desktop)));

test("given an evening with a power cut, when the phone keeps the till and everything comes back, then both bills are right to the piaster", async () => {
  await desktop.goto(system.stack.urls.local);
  await at("startA", desktop);
  await tap(desktop, "station-1-start-single");
  await stateOf(desktop, 1, "running");
  await at("startB", desktop);
  await tap(desktop, "station-2-start-multi");
  await stateOf(desktop, 2, "running");

  await at("orderA", desktop);
  await open(desktop, 1);
  await tap(desktop, "action-order");
  await tap(desktop, "order-item-Tea");
  await tap(desktop, "order-item-Tea");
  await tap(desktop, "order-confirm");
  await written("two teas", (all) => all.some((one) => one.orders[0]?.quantity === 2));

  await at("pauseA", desktop);
  await open(desktop, 1);
  await tap(desktop, "action-pause");
  await stateOf(desktop, 1, "paused");
  await at("resumeA", desktop);
  await open(desktop, 1);
  await tap(desktop, "action-resume");
  await stateOf(desktop, 1, "running");
  await at("moveA", desktop);
  await open(desktop, 1);
  await tap(desktop, "action-move");
  await tap(desktop, "choose-PS 3");
  await tap(desktop, "move-confirm");
  await stateOf(desktop, 3, "running");

  const code = await sellAndUseAVoucher();
  await at("orderB", desktop);
  await open(desktop, 2);
  await tap(desktop, "action-order");
  await tap(desktop, "order-item-Chips");
  await tap(desktop, "order-confirm");
  await written("chips", (all) => all.some((one) => one.orders[0]?.name === "Chips"));

  await powerCut();
  await phoneKeepsTheTill(code);
  await powerIsBack();

  await at("resumeAll", desktop);
  await tap(desktop, "resume-all");
  await stateOf(desktop, 3, "running");
  await at("endA", desktop);
  await open(desktop, 3);
  await tap(desktop, "action-end");
  expect(await desktop.getByTestId("end-payable").getAttribute("data-piasters")).toBe(
    String(evening.A.payable),
  );
  await tap(desktop, "end-confirm");
  await desktop.getByTestId("receipt").waitFor();

  await theBooksAreRight(system.desktop, phoneClient(system.stack.urls.edge, await tokenOf(phone)));
  expect(problems).toEqual([]);
});

async function sellAndUseAVoucher(): Promise<string> {
  await at("voucher", desktop, "/vouchers");
  await tap(desktop, "voucher-create");
  await desktop.getByTestId("voucher-count").fill("1");
  await tap(desktop, "voucher-confirm");
  await tap(desktop, "voucher-done");
  const row = desktop.locator("[data-testid^=voucher-][data-status=available]");
  await row.waitFor();
  const code = (await row.getAttribute("data-testid"))?.slice("voucher-".length) ?? "";
  await tap(desktop, `sell-${code}`);
  await desktop.getByTestId(`sell-${code}`).waitFor({ state: "detached" });
  await control(system, "login", { code });
  await control(system, "traffic", { code, bytesIn: 5_000_000, bytesOut: 60_000_000 });
  await desktop.locator(`[data-testid=voucher-${code}][data-status=used]`).waitFor();
  return code;
}

async function powerCut(): Promise<void> {
  const cut = instantOf("powerCut");
  clock.set(cut);
  // Everything the shop knew is in the cloud, and the last heartbeat is that of this instant.
  await known(phone, `"cafeSeenAt":${cut}`);
  await everythingIsSent(system.desktop);
  expect((await system.desktop.call("getStatus", {})).pull).toBe("replica");
  const { parts } = system.stack;
  await Promise.all([
    parts["local-api"].kill(),
    parts["router-simulator"].kill(),
    parts["router-mirror"].kill(),
  ]);
}

async function phoneKeepsTheTill(code: string): Promise<void> {
  await at("phoneLooks", phone);
  await stateOf(phone, 2, "running");
  await stateOf(phone, 3, "running");
  await phone.locator("[data-testid=edge-banner][data-level=red]").waitFor();
  await phone.getByTestId("edge-banner").filter({ hasText: AGE }).waitFor();
  await at("phoneLooks", phone, "/vouchers");
  await phone.locator(`[data-testid=voucher-${code}][data-status=used]`).waitFor();
  expect(await phone.getByTestId("source-age").getAttribute("data-source")).toBe("cached");
  await phone.getByTestId("source-age").filter({ hasText: AGE }).waitFor();

  await at("phoneLooks", phone);
  await tap(phone, "freeze");
  await tap(phone, "freeze-confirm");
  await stateOf(phone, 2, "paused");
  await stateOf(phone, 3, "paused");

  await at("phoneEndsB", phone);
  await open(phone, 2);
  await tap(phone, "action-end");
  expect(await phone.getByTestId("end-payable").getAttribute("data-piasters")).toBe(
    String(evening.B.payable),
  );
  await tap(phone, "end-confirm");
  await phone.getByTestId("receipt").waitFor();
}

async function powerIsBack(): Promise<void> {
  clock.set(instantOf("powerBack"));
  const { parts } = system.stack;
  await Promise.all([
    parts["router-simulator"].start(),
    parts["local-api"].start(),
    parts["router-mirror"].start(),
  ]);
  const reachable = performance.now();
  await desktop.goto(system.stack.urls.local);
  await stateOf(desktop, 2, "free");
  await stateOf(desktop, 3, "paused");
  const seenAfter = performance.now() - reachable;
  console.log(`the phone's work was on the desktop ${Math.round(seenAfter)} ms after it was reachable`);
  expect(seenAfter).toBeLessThan(2_000 * slack);
  await waitFor("the replica to be the source again", async () => {
    return (await system.desktop.call("getStatus", {})).pull === "replica";
  });
}

/** Minutes from the power cut to when the phone looks. */
const AGE = /(^|\D)11(\D|$)/;

/** The requirement is 2 s; these machines are shared, so the gate leaves room and the number is printed. */
const slack = 2.5;

const tokenOf = (page: Page) => page.evaluate(() => localStorage.getItem("mikro-dash.token") ?? "");
