import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { BANNER, openTills, RESULT, type Till, TOAST, troublesOf } from "./support/router-troubles.ts";
import { body } from "./support/shop.ts";
import { control } from "./support/simulator.ts";
import { type System, startSystem } from "./support/system.ts";

/** Vouchers at the till, on a router that has its troubles: what is asked for, what is said, and that nothing is made twice. */

const BATCH = 13;
let system: System;
let browser: Browser;
let page: Page;
let arabic: Till;
let everyone: readonly Till[];
let troubles: ReturnType<typeof troublesOf>;
const problems: string[] = [];

beforeAll(async () => {
  system = await startSystem();
  browser = await launchBrowser();
  const wifiPackage = { name: "Hour", nameAr: "ساعة", price: 500, timeLimit: 3_600, profile: "1GB" };
  await system.desktop.call("createPackage", { body: body(wifiPackage) });
  troubles = troublesOf(system);
  const tills = await openTills(browser, problems);
  [arabic] = tills;
  everyone = tills;
  ({ page } = arabic);
});
beforeEach(async () => {
  await troubles.begin();
  await troubles.noFaults();
  await everybody((at) => at.goto(`${system.stack.urls.local}/vouchers`));
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  expect(problems).toEqual([]);
});

const everybody = (does: (page: Page) => Promise<unknown>) =>
  Promise.all(everyone.map((till) => does(till.page)));
const tap = (testId: string, at = page) => at.getByTestId(testId).first().click();
const there = (testId: string, at = page) => at.getByTestId(testId).first().waitFor();
const gone = (testId: string, at = page) => at.getByTestId(testId).first().waitFor({ state: "detached" });
const made = (count: number, at = page) =>
  at.locator(`[data-testid=voucher-result][data-made="${count}"]`).waitFor();

async function create(count: number, at = page): Promise<void> {
  await tap("voucher-create", at);
  await at.getByTestId("voucher-count").fill(String(count));
  await tap("voucher-confirm", at);
}

/** The question before a voucher starts from zero: it stays open as long as the answer is a refusal. */
async function askToReset(at: Page): Promise<void> {
  await at.locator("[data-testid^=open-]").first().click();
  await tap("voucher-reset", at);
  await there("voucher-reset-sheet", at);
}
const reset = (at: Page) => tap("voucher-reset-sheet-confirm", at);
const canResetAgain = () =>
  everybody(async (at) => {
    await reset(at);
    await gone("voucher-reset-sheet", at);
  });

/** Pages of the paper and their size in points, as the browser prints them. */
async function printed(): Promise<{ readonly pages: number; readonly width: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) [\d.]+\s*\]/g)];
  return { pages: boxes.length, width: Math.round(Number(boxes[0]?.[1])) };
}

test("given a fresh batch, when it is printed, then the paper holds it exactly, and only a yes marks it; it can be printed again whole", async () => {
  await create(BATCH);
  await made(BATCH);
  await tap("voucher-print-made");
  await there("paper");
  expect(await printed()).toEqual({ pages: 2, width: 595 }); // A4, twelve and one
  await tap("print-no");
  await gone("print-question");
  await tap("paper-roll58");
  expect(await printed()).toEqual({ pages: BATCH, width: 164 });
  await tap("print-no");
  await gone("print-question");
  const marked = async (query: object) =>
    (await system.desktop.call("listVouchers", { query: query as never })).items;
  expect(await marked({ printed: "yes" })).toEqual([]);
  // A browser without a screen has no dialog of its own.
  await page.evaluate(() => {
    globalThis.print = () => void dispatchEvent(new Event("afterprint"));
  });
  await tap("print-go");
  await tap("print-yes");
  await gone("paper");
  expect(await marked({ printed: "yes" })).toHaveLength(BATCH);

  await page.locator("[data-testid^=open-]").first().click();
  await tap("voucher-batch");
  await there("voucher-all-batches");
  await page.locator("[data-testid^=mark-]").first().check();
  await tap("select-matching");
  await page.getByTestId("selection-bar").getByText(String(BATCH)).waitFor();
  await tap("selection-print");
  await there("paper");
  expect(await page.locator("[data-testid^=card-]").count()).toBe(BATCH);
  await tap("print-close");
});

test("given a profile that was deleted, when vouchers are made, then one sentence says so, and in the log", async () => {
  await troubles.router("/ip/hotspot/user/profile/remove", "=.id=1GB");
  await everybody((at) => create(3, at));
  await troubles.told("missing", TOAST, everyone);
  await troubles.router("/ip/hotspot/user/profile/add", "=name=1GB");
});

test("given a memory that is full in the middle, when a batch is continued, then the missing ones are made, none twice", async () => {
  await troubles.fault("delay", { ms: 0, on: "/ip/hotspot/user/add", times: 1 });
  await troubles.fault("full-flash");
  await create(4);
  await made(1);
  await troubles.told("full", RESULT, [arabic]);
  const parts = page.locator("[data-testid=voucher-made], [data-testid=voucher-failed]");
  const order = await parts.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.testid));
  expect(order).toEqual(["voucher-made", "voucher-failed"]); // nobody hands out a code that does not work
  await troubles.noFaults();
  await tap("voucher-continue");
  await made(4);
  await tap("voucher-done");
  expect((await system.desktop.call("listVouchers", { query: { limit: 200 } })).items).toHaveLength(
    BATCH + 4,
  );
});

test("given a name that another user of the router has by now, when a batch is continued, then it says which, and that one is left alone", async () => {
  for (const till of everyone) {
    await troubles.begin();
    await troubles.fault("delay", { ms: 0, on: "/ip/hotspot/user/add", times: 1 });
    await troubles.fault("full-flash");
    await create(2, till.page);
    await made(1, till.page);
    await troubles.told("full", RESULT, [till]);
    const code = (await till.page.locator("[data-testid^=failed-]").textContent()) ?? "";
    await troubles.noFaults();
    await troubles.router("/ip/hotspot/user/add", `=name=${code}`, "=comment=cousin of the owner");
    await tap("voucher-continue", till.page);
    await troubles.told("taken", RESULT, [till]);
    await till.page.getByTestId(`failed-${code}`).waitFor();
    const { items } = await system.desktop.call("listVouchers", { query: { q: code } });
    expect(items).toMatchObject([{ code, packageId: null, timeLimit: null }]);
  }
});

test("given a router that answers nothing, when a voucher is disabled, then it says so instead of waiting for ever", async () => {
  await page.locator("[data-testid^=open-]").first().click();
  await tap("voucher-disable");
  await there("voucher-disable-sheet");
  for (const kind of ["half-open", "mute"]) await troubles.fault(kind);
  await tap("voucher-disable-sheet-confirm");
  await troubles.told("silent", TOAST, [arabic]);
  await troubles.told("silent", BANNER, everyone);
});

test("given a router that was killed, when a voucher is reset, then it is said to be off, and done once it is back", async () => {
  await everybody(askToReset);
  await system.stack.parts["router-simulator"].kill();
  await troubles.known("off");
  await everybody(reset);
  await troubles.told("off", TOAST, everyone);
  await troubles.told("off", BANNER, everyone);
  await system.stack.parts["router-simulator"].start();
  await troubles.known(null);
  await canResetAgain();
});

test("given a router that restarts, when a voucher is reset, then it is said to be restarting, and done once it is up", async () => {
  await everybody(askToReset);
  await control(system, "reboot", { downMs: 600_000 });
  await everybody(reset);
  await troubles.told("hungUp", TOAST, everyone);
  await troubles.told("hungUp", BANNER, everyone);
  await control(system, "reboot", {}); // it is up as soon as the test has seen enough
  await troubles.known(null);
  await canResetAgain();
});

test("given a permission that was taken away, when a voucher is reset, then it says which are needed, and is done once they are back", async () => {
  const policy = (text: string) => troubles.router("/user/group/set", "=.id=full", `=policy=${text}`);
  await everybody(askToReset);
  await policy("api,read");
  await everybody(reset);
  await troubles.told("permission", TOAST, everyone);
  await policy("api,read,write,sensitive");
  await canResetAgain();
});

test("given a password that was changed, when the vouchers are looked at, then the page says whose, in both languages", async () => {
  await troubles.router("/user/set", "=.id=mikro-dash", "=password=another");
  await control(system, "reboot", {});
  await troubles.known("password");
  await everybody(askToReset);
  await everybody(reset);
  await troubles.told("password", TOAST, everyone);
  await troubles.told("password", BANNER, everyone);
});
