import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

export type Eye = "everything" | "colours";

/** What an automatic eye finds wrong with the screen as it stands: one sentence each, none when it is fine. */
export async function findingsOn(page: Page, eye: Eye = "everything"): Promise<readonly string[]> {
  if (eye === "colours") return axeFindings(page, ["color-contrast"]);
  return [...(await axeFindings(page)), ...(await layoutFindings(page))];
}

async function axeFindings(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  // The library would send its half megabyte for every run, twice.
  const isThere = await page.evaluate(() => "axe" in globalThis);
  const axe = new AxeBuilder({ page: page as never, ...(isThere && { axeSource: ";" }) })
    .setLegacyMode(true) // one page, no frames: saves a page opened for every run
    .options({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] });
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `axe ${id}: ${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
  );
}

/** Nothing scrolls sideways, no control leaves the card that it is on, no word is cut off. */
async function layoutFindings(page: Page): Promise<readonly string[]> {
  const width = page.viewportSize()?.width ?? 0;
  return page.evaluate((viewport) => {
    const CARDS = "li, aside, form, section, header, nav, [role=dialog]";
    const found: string[] = [];
    const nameOf = (element: Element) => {
      const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40);
      return `<${element.tagName.toLowerCase()}> ${(element as HTMLElement).dataset.testid ?? ""} "${text}"`;
    };
    const isSeen = (element: Element) => {
      const box = element.getBoundingClientRect();
      // What only screen readers are told is one pixel wide.
      return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
    };
    const scrollsSideways = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth + 1)
          return true;
      return false;
    };

    const page = document.scrollingElement as Element;
    if (page.scrollWidth > viewport) found.push(`the page is ${page.scrollWidth} px wide`);

    for (const control of document.querySelectorAll("button, a[href], input, select, textarea")) {
      if (!isSeen(control) || scrollsSideways(control.parentElement as Element)) continue;
      const box = control.getBoundingClientRect();
      if (box.right > viewport + 1 || box.left < -1) found.push(`${nameOf(control)} leaves the screen`);
      const card = control.parentElement?.closest(CARDS);
      if (!card || getComputedStyle(card).display === "contents") continue;
      const inside = card.getBoundingClientRect();
      const leaves =
        box.left < inside.left - 1 || box.right > inside.right + 1 || box.bottom > inside.bottom + 1;
      if (leaves && getComputedStyle(control).position !== "absolute")
        found.push(`${nameOf(control)} leaves its card ${nameOf(card)}`);
    }

    for (const element of document.querySelectorAll("body *")) {
      const holdsText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim(),
      );
      if (!holdsText || !isSeen(element) || element.closest("svg, .sr-only")) continue;
      const { overflowX, display } = getComputedStyle(element);
      if (display === "inline" || scrollsSideways(element)) continue;
      if (element.scrollWidth > element.clientWidth + 1)
        found.push(
          `${nameOf(element)} ${overflowX === "visible" ? "is wider than its place" : "is cut off"}`,
        );
    }
    return found;
  }, width);
}
