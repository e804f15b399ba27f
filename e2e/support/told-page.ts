import type { Page } from "playwright-core";

/** Waits until the page has been told. It saves what it knows when it is hidden: looked away from, it says so at once. */
export async function known(page: Page, text: string, timeout = 30_000): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const look = (hidden: boolean) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      look(true);
      look(false);
      return localStorage.getItem("mikro-dash.cache")?.includes(wanted);
    },
    text,
    { timeout, polling: 50 },
  );
}

/** Opens an address anew, and waits until the page knows what time the server has. */
export async function openAt(page: Page, url: string, now: number): Promise<void> {
  await page.goto(url);
  await known(page, `"serverTime":${now}`);
}
