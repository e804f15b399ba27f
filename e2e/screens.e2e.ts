import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectConsoles } from "./support/consoles.ts";
import { type DemoEvening, fillTheShop, NOW } from "./support/demo-evening.ts";
import { see, seeOver, tap, there, untilFocused } from "./support/looking.ts";
import { onlineByEdge } from "./support/online-by-edge.ts";
import { comeOnline, seeVouchers, seeWifi, useVouchers } from "./support/router-screens.ts";
import { control, uptimeOf } from "./support/simulator.ts";
import { type System, startSystem } from "./support/system.ts";
import { openAt } from "./support/told-page.ts";
import { everybody as everyViewer, look, openViewers, type Viewer, visit } from "./support/viewer.ts";

const MINUTE_MS = 60_000;
// More than a hundred looks: on a machine that others use, each of them takes its time.
vi.setConfig({ testTimeout: 420_000 });

let clock: TestClock;
let system: System;
let browser: Browser;
let viewers: readonly Viewer[];
let shop: DemoEvening;

beforeAll(async () => {
  clock = await startTestClock(NOW);
  system = await startSystem({ env: { MIKRO_DASH_TEST_CLOCK_URL: clock.url, MIRROR_INTERVAL_SECONDS: "2" } });
  browser = await launchBrowser();
  viewers = await openViewers(browser);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await clock?.stop();
});

afterEach(() => {
  expect(viewers.flatMap(({ findings }) => findings.splice(0))).toEqual([]);
});

const everybody = (sees: Parameters<typeof everyViewer>[1]) => everyViewer(viewers, sees);
const panel = (place: number, view?: string) =>
  `/?station=${shop.stationIds[place - 1]}${view === undefined ? "" : `&view=${view}`}`;

test("given a shop without stations, when it is opened, then the first run is right on every screen", async () => {
  await everybody(async (viewer) => {
    await viewer.page.goto(system.stack.urls.local);
    await there(viewer, "first-run-create");
    await look(viewer, "first-run");
  });
});

test("given a full evening, when the till is looked at, then the board and every view of a session are right", async () => {
  shop = await fillTheShop(system.desktop, viewers.length);
  await everybody(async (viewer) => {
    await viewer.page.goto(system.stack.urls.local);
    await there(viewer, "station-1");
    await look(viewer, "board");
  });
  await everybody(async (viewer, index) => {
    await see(viewer, "unpaid-bills", "/?show=unpaid", "unpaid-list");
    await tap(viewer, "unpaid-open");
    await there(viewer, "take-payment");
    await look(viewer, "unpaid-bill");
    await see(viewer, "session", panel(1), "panel-payable");
    await see(viewer, "order", panel(2, "order"), "order-confirm");
    await see(viewer, "move", panel(3, "move"), "move-confirm");
    await see(viewer, "charge", panel(3, "charge"), "charge-confirm");
    await see(viewer, "transfer", panel(3, "transfer"), "transfer-confirm");
    await see(viewer, "edit", panel(2, "edit"), "edit-confirm");
    await see(viewer, "start", panel(6), "start-confirm");
    await see(viewer, "station", panel(6, "station"), "station-save");
    await see(viewer, "unpaid", panel(4), "take-payment");
    await see(viewer, "end", panel(1, "end"), "end-confirm");
    await tap(viewer, "discount-open");
    await there(viewer, "discount-reason");
    await look(viewer, "discount");
    await visit(viewer, panel(7 + index, "end"));
    await tap(viewer, "end-confirm");
    await there(viewer, "receipt");
    await look(viewer, "receipt");
    await tap(viewer, "receipt-done");
    await viewer.page.getByTestId("receipt").waitFor({ state: "detached" });
    await seeOver(viewer, "sync", "sync-pill", "sync-sheet");
  });
});

test("given vouchers, a menu and a phone, when the other pages are looked at, then every one of them is right", async () => {
  await system.pairPhone("موبايل الحاج");
  await useVouchers(system, shop.vouchers);
  await everybody(async (viewer) => {
    await seeVouchers(viewer, shop.vouchers);
    await seeWifi(viewer, String(shop.vouchers[0]));
    await see(viewer, "menu", "/menu", "menu-item-Tea");
    await seeOver(viewer, "menu-item", "menu-create", "menu-save");
    await see(viewer, "packages", "/packages", "package-One hour");
    await seeOver(viewer, "package", "package-create", "package-save");
    await see(viewer, "settings", "/settings", "language-ar");
    await see(viewer, "phones", "/phones", "device-revoke");
    await tap(viewer, "pair-create");
    await there(viewer, "pair-link");
    await look(viewer, "pairing");
  });
});

test("given consoles with an address, when one plays that nobody counts and one that is billed is off, then the board says so", async () => {
  await connectConsoles(system, shop.stationIds);
  await everybody(async (viewer) => {
    await visit(viewer, "/");
    await there(viewer, "station-1-console");
    await there(viewer, "station-1-no-internet");
    await see(viewer, "consoles", "/", "station-6-console");
    await see(viewer, "cut-off", panel(1), "internet");
    await visit(viewer, panel(2));
    await viewer.page.locator("[data-testid=internet][data-state=on]").waitFor();
    await tap(viewer, "internet-switch");
    await there(viewer, "internet-cut");
    await look(viewer, "cut-off-asked");
    await tap(viewer, "internet-keep");
    await see(viewer, "settings-consoles", "/settings", "console-settings");
    await see(viewer, "station-address", panel(6, "station"), "station-address");
  });
  const [first] = viewers as [Viewer];
  await visit(first, panel(2));
  await first.page.locator("[data-testid=internet][data-state=on]").waitFor();
  await tap(first, "internet-switch");
  await tap(first, "internet-cut");
  await first.page.locator("[data-testid=internet][data-state=off]").waitFor();
  const { items } = await system.desktop.call("listStationInternet", {});
  expect(items.flatMap(({ state }, index) => (state === "off" ? [index + 1] : []))).toEqual([1, 2]);
});

test("given a power cut that router and mirror did not survive, when both are back, then vouchers say what was forgotten, and one button restores it", async () => {
  const { items } = await system.desktop.call("listVouchers", {});
  const unused = items.filter((one) => one.status === "available" && !one.disabled);
  const limited = unused.filter((one) => one.bytesLimit !== null).slice(0, 2);
  for (const [i, { code }] of limited.entries()) {
    await control(system, "login", { code });
    await control(system, "traffic", { code, bytesIn: 5_000_000, bytesOut: (7 - i) * 50_000_000 });
  }
  const { client: phone } = await system.pairPhone("موبايل الشيفت");
  await waitFor("the mirror to have seen them", async () => {
    const seen = (await phone.call("listVouchers", {})).items.filter((one) => one.isOnline);
    return limited.every(({ code }) => seen.some((one) => one.code === code && one.bytesUsed > 0));
  });
  const mirror = system.stack.parts["router-mirror"];
  await mirror.kill();
  clock.set(NOW + MINUTE_MS);
  await waitFor("the router to know the time", async () => (await uptimeOf(system)) >= 60);
  await control(system, "power-cut", {});
  await mirror.start();
  await waitFor("what is lost", async () => {
    const lost = (await system.desktop.call("listLostUsage", {})).items.map((one) => one.code);
    return limited.every(({ code }) => lost.includes(code));
  });
  await everybody(async (viewer) => {
    await see(viewer, "vouchers-lost", "/vouchers", "voucher-lost");
    await seeOver(viewer, "lost-usage", "lost-usage-restore", "lost-usage-confirm");
  });
  const [first] = viewers as [Viewer];
  await tap(first, "lost-usage-restore");
  await tap(first, "lost-usage-confirm");
  await there(first, "lost-usage-result");
  await look(first, "lost-usage-result");
  await tap(first, "lost-usage-done");
  await first.page.getByTestId("lost-usage").waitFor({ state: "detached" });
});

test("given the lights are out, when the phone is looked at, then every screen of it is right", async () => {
  const links: string[] = [];
  for (const _ of viewers) links.push((await system.stack.pairingLink()).url);
  await waitFor(
    "everything to be sent",
    async () => (await system.desktop.call("getStatus", {})).pending === 0,
  );
  await everybody(async (viewer, index) => {
    await viewer.page.goto(links[index] ?? "");
    await there(viewer, "pair-form");
    await look(viewer, "pair");
    await tap(viewer, "pair-submit");
    await there(viewer, "station-1");
  });
  await comeOnline(system, String(shop.vouchers[0]));
  await waitFor("the mirror to have seen who is online", async () =>
    (await onlineByEdge(system, viewers)).includes(String(shop.vouchers[0])),
  );
  const { parts } = system.stack;
  await Promise.all([
    parts["local-api"].kill(),
    parts["router-simulator"].kill(),
    parts["router-mirror"].kill(),
  ]);
  clock.set(NOW + 12 * MINUTE_MS);

  await everybody(async (viewer) => {
    const { page } = viewer;
    await openAt(page, system.stack.urls.phone, clock.now());
    await page.locator("[data-testid=edge-banner][data-level=red]").waitFor();
    await there(viewer, "freeze-dismiss");
    await look(viewer, "power-cut");
    await seeOver(viewer, "freeze", "freeze", "freeze-sheet");
    await see(viewer, "session-in-the-dark", panel(1), "panel-payable");
    await see(viewer, "vouchers-in-the-dark", "/vouchers", `voucher-${shop.vouchers[0]}`);
    await seeOver(viewer, "voucher-in-the-dark", `open-${shop.vouchers[0]}`, "voucher-detail");
    await see(viewer, "wifi-in-the-dark", "/wifi", `wifi-${shop.vouchers[0]}`);
    await see(viewer, "phones-in-the-dark", "/phones", "device-revoke");
    await see(viewer, "settings-of-a-phone", "/settings", "forget-phone");
    await visit(viewer, "/");
  });
  const [first] = viewers as [Viewer];
  await tap(first, "freeze");
  await tap(first, "freeze-confirm");
  await everybody(async (viewer) => {
    await there(viewer, "frozen-card");
    await look(viewer, "frozen");
  });
});

test("given a computer that lost its clock with the lights, when the till is opened, then it asks what time it is, until somebody says", async () => {
  clock.set(Date.UTC(2020, 0, 1));
  await system.stack.parts["local-api"].start();
  await everybody(async (viewer) => {
    await viewer.page.goto(system.stack.urls.local);
    await there(viewer, "clock-sheet");
    await look(viewer, "clock-question");
    await tap(viewer, "clock-is-wrong");
    await there(viewer, "clock-set");
    await look(viewer, "clock-set");
    await viewer.page.keyboard.press("Escape");
    await viewer.page.getByTestId("clock-sheet").waitFor({ state: "detached" });
    await look(viewer, "clock-band");
  });

  const [first] = viewers as [Viewer];
  await tap(first, "clock-answer");
  await tap(first, "clock-is-wrong");
  await untilFocused(first, "clock-time-hour");
  await first.page.keyboard.type("2150");
  const [said] = await Promise.all([
    first.page.waitForRequest((request) => request.url().endsWith("/clock/confirm")),
    tap(first, "clock-set"),
  ]);
  expect(said.postDataJSON()).toEqual({ now: Date.parse("2026-11-22T21:50:00+02:00") });
  for (const { page } of viewers) await page.getByTestId("clock-question").waitFor({ state: "detached" });
});

test("given a clock that the cloud knows to be wrong, when the till is looked at, then a band says by how much", async () => {
  await everybody(async (viewer) => {
    const { page } = viewer;
    // The clock of a test is right by definition: what a wrong one makes of the status is put into its mouth.
    await page.route("**/api/v1/events", (route) => route.abort());
    await page.route("**/api/v1/status", async (route) => {
      const answer = await route.fetch();
      const wrong = { clockProblem: "This computer's clock is wrong.", clockOffsetMs: 11 * MINUTE_MS };
      await route.fulfill({ response: answer, json: { ...(await answer.json()), ...wrong } });
    });
    await page.goto(system.stack.urls.local);
    await there(viewer, "clock-wrong");
    await there(viewer, "station-1");
    await look(viewer, "clock-wrong");
  });
});
