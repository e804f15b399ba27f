import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser, openPage } from "./support/browser.ts";
import { body } from "./support/shop.ts";
import { control } from "./support/simulator.ts";
import { type System, startSystem } from "./support/system.ts";

/** Vouchers at the till, on a router that has its troubles: what is asked for, what is said, and that nothing is made twice. */

const BATCH = 13;
let system: System;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  system = await startSystem();
  browser = await launchBrowser();
  const wifiPackage = { name: "Hour", nameAr: "ساعة", price: 500, timeLimit: 3_600, profile: "1GB" };
  await system.desktop.call("createPackage", { body: body(wifiPackage) });
  ({ page } = await openPage(browser, { problems }));
});
beforeEach(async () => {
  await page.goto(`${system.stack.urls.local}/vouchers`);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  expect(problems).toEqual([]);
});

const tap = (testId: string) => page.getByTestId(testId).first().click();
const there = (testId: string) => page.getByTestId(testId).first().waitFor();
const gone = (testId: string) => page.getByTestId(testId).first().waitFor({ state: "detached" });
const says = (text: string) => page.getByText(text, { exact: false }).first().waitFor();
const router = (...words: string[]) => control(system, "command", { words });
const fault = (kind: string, more: object = {}) => control(system, "faults", { kind, times: null, ...more });
const noFaults = () => fetch(`${system.stack.urls.simulatorControl}/faults`, { method: "DELETE" });
const inTheLog = (sentence: string) =>
  waitFor(`the log to say: ${sentence}`, async () =>
    (await readFile(join(system.dataDir, "logs/local-api.log"), "utf8")).includes(sentence),
  );

async function create(count: number): Promise<void> {
  await tap("voucher-create");
  await page.getByTestId("voucher-count").fill(String(count));
  await tap("voucher-confirm");
}

/** Pages of the paper and their size in points, as the browser prints them. */
async function printed(): Promise<{ readonly pages: number; readonly width: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) [\d.]+\s*\]/g)];
  return { pages: boxes.length, width: Math.round(Number(boxes[0]?.[1])) };
}

test("given a fresh batch, when it is printed, then the paper holds it exactly, and only a yes marks it; it can be printed again whole", async () => {
  await create(BATCH);
  await page.locator(`[data-testid=voucher-result][data-made="${BATCH}"]`).waitFor();
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
  await router("/ip/hotspot/user/profile/remove", "=.id=1GB");
  await create(3);
  await says("البروفايل بتاع الباقة دي مش موجود على الراوتر.");
  await inTheLog("The router does not have this profile.");
  await router("/ip/hotspot/user/profile/add", "=name=1GB");
});

test("given a memory that is full in the middle, when a batch is continued, then the missing ones are made, none twice", async () => {
  await fault("delay", { ms: 0, on: "/ip/hotspot/user/add", times: 1 });
  await fault("full-flash");
  await create(4);
  await page.locator('[data-testid=voucher-result][data-made="1"]').waitFor();
  await says("ذاكرة الراوتر مليانة");
  await inTheLog("The router's memory is full");
  await noFaults();
  await tap("voucher-continue");
  await page.locator('[data-testid=voucher-result][data-made="4"]').waitFor();
  await tap("voucher-done");
  expect((await system.desktop.call("listVouchers", { query: { limit: 200 } })).items).toHaveLength(
    BATCH + 4,
  );
});

test("given a router that answers nothing, when a voucher is disabled, then it says so instead of waiting for ever", async () => {
  await page.locator("[data-testid^=open-]").first().click();
  await tap("voucher-disable");
  await there("voucher-disable-sheet");
  for (const kind of ["half-open", "mute"]) await fault(kind);
  await tap("voucher-disable-sheet-confirm");
  await says("الراوتر مبيردّش.");
  await inTheLog("not answer");
  await noFaults();
});

test("given a password that was changed, when the vouchers are looked at, then the page says whose, in both languages", async () => {
  await router("/user/set", "=.id=mikro-dash", "=password=another");
  await control(system, "reboot", {});
  const { page: english } = await openPage(browser, { language: "en", problems });
  await english.goto(`${system.stack.urls.local}/wifi`);
  await page.getByTestId("router-trouble").getByText("الراوتر مش قابل باسورد المستخدم").waitFor();
  await english
    .getByTestId("router-trouble")
    .getByText("The router does not accept the password of its user")
    .waitFor({ timeout: 40_000 });
  await page.locator("[data-testid^=open-]").first().click();
  await tap("voucher-disable");
  await tap("voucher-disable-sheet-confirm");
  await page.locator("[data-sonner-toast]").getByText("الراوتر مش قابل باسورد المستخدم").waitFor();
  await inTheLog("refused the name or the password of its user");
});
