import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium that `pnpm test` found or fetched, else one of the system. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? KNOWN.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("No Chromium: install one or set CHROMIUM_PATH.");
  const quiet = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
  ];
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
}

export interface Screen {
  readonly language?: "ar" | "en";
  readonly theme?: "light" | "dark";
  readonly device?: "desktop" | "phone";
  /** The page's monotonic clock stands: what a button press says is the server's last told instant, to the ms. */
  readonly frozenClock?: boolean;
  /** Problems that the page's console tells are pushed here. */
  readonly problems?: string[];
}

/** A page as one person sees it. */
export async function openPage(
  browser: Browser,
  screen: Screen = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { language = "ar", theme = "light", device = "desktop", frozenClock = false, problems } = screen;
  const phone = device === "phone";
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: language === "ar" ? "ar-EG" : "en-GB",
    timezoneId: "Africa/Cairo",
  });
  await context.addInitScript(
    ([locale, frozen]) => {
      localStorage.setItem(
        "mikro-dash.preferences",
        JSON.stringify({ locale, theme: "system", digits: "latn" }),
      );
      if (frozen) {
        const now = performance.now();
        performance.now = () => now;
      }
    },
    [language, frozenClock] as const,
  );
  const page = await context.newPage();
  page.on("pageerror", (error) => problems?.push(`${error.name}: ${error.message}`));
  return { page, context };
}
