import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openPage } from "./browser.ts";
import { findingsOn } from "./screen-check.ts";

/** `SCREENSHOTS=<dir>` writes a picture of every screen; `SCREENSHOTS_OF=board-desktop,frozen-phone` only of these. */
const { SCREENSHOTS, SCREENSHOTS_OF } = process.env;
const wanted = SCREENSHOTS_OF?.split(",");

export interface Viewer {
  readonly page: Page;
  readonly language: "ar" | "en";
  readonly device: "desktop" | "phone";
  /** That the device asks for now. */
  theme: "light" | "dark";
  /** Everything that was found wrong so far, with the name of the screen. */
  readonly findings: string[];
}

/** One person's page for each language on each device; all pages tell their errors to their own list of findings. */
export async function openViewers(browser: Browser): Promise<readonly Viewer[]> {
  const kinds = (["desktop", "phone"] as const).flatMap((device) =>
    (["ar", "en"] as const).map((language) => ({ device, language })),
  );
  return Promise.all(
    kinds.map(async (kind) => {
      const findings: string[] = [];
      const { page } = await openPage(browser, { ...kind, frozenClock: true, problems: findings });
      page.setDefaultTimeout(15_000);
      return { ...kind, theme: "light" as const, page, findings };
    }),
  );
}

/** Goes to an address inside the app without loading the page anew. */
export async function visit({ page }: Viewer, path: string): Promise<void> {
  await page.evaluate((to) => {
    (document.activeElement as HTMLElement | null)?.blur();
    history.pushState({}, "", to);
  }, path);
}

/** Everybody at their own screen, all at once: while one waits for a frame, another is looked at. */
export async function everybody(
  viewers: readonly Viewer[],
  sees: (viewer: Viewer, index: number) => Promise<void>,
): Promise<void> {
  await Promise.all(viewers.map(sees));
}

/**
 * Looks at the screen as it stands, in both themes, that in which it is first: changing it costs more than looking.
 * The other one differs by its colours alone.
 */
export async function look(viewer: Viewer, screen: string): Promise<void> {
  const { page, language, device, findings } = viewer;
  const first = viewer.theme;
  for (const theme of [first, first === "light" ? "dark" : "light"] as const) {
    if (theme !== viewer.theme) await page.emulateMedia({ colorScheme: theme });
    viewer.theme = theme;
    await settled(page, theme);
    const where = `${screen}, ${language}, ${device}, ${theme}`;
    const eye = theme === first ? "everything" : "colours";
    for (const finding of await findingsOn(page, eye)) findings.push(`${where}: ${finding}`);
    if (SCREENSHOTS === undefined || (wanted && !wanted.includes(`${screen}-${device}`))) continue;
    // In pictures a phone is dark, as it is in the hand of somebody in the dark.
    const usual = device === "phone" ? "dark" : "light";
    if (wanted && theme !== usual) continue;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.mouse.move(0, 0); // nothing is pointed at in a picture
    const suffix = theme === usual ? "" : `-${theme}`;
    await page.screenshot({ path: join(SCREENSHOTS, `${screen}-${language}-${device}${suffix}.png`) });
  }
}

/** Colours fade from one theme to the other, those of children after those of their parents. */
const settled = (page: Page, theme: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const isStill = () =>
      document.documentElement.dataset.theme === wanted && document.getAnimations().length === 0;
    for (let quiet = 0, round = 0; quiet < 2 && round < 300; round++) {
      await frame();
      quiet = isStill() ? quiet + 1 : 0;
    }
    if (document.documentElement.dataset.theme !== wanted) throw new Error(`the page is not ${wanted}`);
  }, theme);
