import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RouterTroubleKind, routerTroubleIn } from "@mikro-dash/api-contract/router-troubles";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { routerWordsFor } from "@mikro-dash/web/errors/sentences";
import type { Browser, Page } from "playwright-core";
import { openPage } from "./browser.ts";
import { control } from "./simulator.ts";
import type { System } from "./system.ts";

/** Somebody at the till, in their language. */
export interface Till {
  readonly language: "ar" | "en";
  readonly page: Page;
}

/** One till for each language. */
export async function openTills(browser: Browser, problems: string[]): Promise<readonly [Till, Till]> {
  const open = async (language: Till["language"]): Promise<Till> => ({
    language,
    ...(await openPage(browser, { language, problems })),
  });
  return [await open("ar"), await open("en")];
}

export const TOAST = "[data-sonner-toast]";
export const BANNER = "[data-testid=router-trouble]";
export const RESULT = "[data-testid=voucher-failed]";

/** One router's troubles as they are told: in local-api's log, and on each screen in its own language. */
export function troublesOf(system: System) {
  const { desktop, stack } = system;
  const log = () => readFile(join(system.dataDir, "logs/local-api.log"), "utf8");
  let begun = 0;

  const problemNow = async () => {
    await desktop.call("listVouchers", {}); // the router is asked
    return (await desktop.call("getStatus", {})).routerProblem;
  };
  const reasonsInTheLog = async () =>
    (await log())
      .slice(begun)
      .split("\n")
      .flatMap((line) => (line.startsWith("{") ? [String(JSON.parse(line).reason)] : []));

  return {
    /** Any command, as somebody who may do everything with the router. */
    router: (...words: string[]) => control(system, "command", { words }),
    fault: (kind: string, more: object = {}) => control(system, "faults", { kind, times: null, ...more }),
    noFaults: () => fetch(`${stack.urls.simulatorControl}/faults`, { method: "DELETE" }),

    /** What the log said until now is of another trouble. */
    async begin(): Promise<void> {
      begun = (await log()).lastIndexOf("\n") + 1;
    },
    /** Until local-api has seen it; null: that nothing is wrong. */
    async known(kind: RouterTroubleKind | null): Promise<void> {
      await waitFor(
        `the router's trouble to be ${kind}`,
        async () => {
          const problem = await problemNow();
          return (problem === null ? null : routerTroubleIn(problem)?.kind) === kind;
        },
        { timeoutMs: 40_000, everyMs: 200 },
      );
    },
    /** The log has a sentence of this kind, and each of these tills says the very same, once, in the words of its language. */
    async told(kind: RouterTroubleKind, where: string, tills: readonly Till[]): Promise<void> {
      const sentence = await waitFor(`the log to tell of ${kind}`, async () =>
        (await reasonsInTheLog()).findLast((reason) => routerTroubleIn(reason)?.kind === kind),
      );
      for (const { page, language } of tills) {
        const words = routerWordsFor(sentence, language)?.what ?? "";
        await page.locator(where).getByText(words, { exact: true }).waitFor();
      }
    },
  };
}
