import { ApiError, NetworkError } from "@mikro-dash/api-contract/client";
import { routerTroubleIn } from "@mikro-dash/api-contract/router-troubles";
import type { Locale } from "../i18n/locale.ts";
import { arabicErrors } from "./error-messages-ar.ts";
import { type ErrorCatalogue, type ErrorWords, englishErrors, type ScreenCode } from "./error-messages-en.ts";
import { arabicRouterWords } from "./router-words-ar.ts";
import { englishRouterWords, type RouterWords } from "./router-words-en.ts";

const CATALOGUES: Record<Locale, ErrorCatalogue> = { ar: arabicErrors, en: englishErrors };
const ROUTER_WORDS: Record<Locale, RouterWords> = { ar: arabicRouterWords, en: englishRouterWords };

/** Fields that say when: on most screens they have no field of their own to be marked. */
const TIMES: ReadonlySet<string> = new Set(["at", "startedAt"]);

function codeOf(error: unknown): ScreenCode {
  if (error instanceof ApiError) {
    const isTime = error.code === "INVALID" && error.fields.some(({ path }) => TIMES.has(path));
    return isTime ? "INVALID_TIME" : error.code;
  }
  if (error instanceof NetworkError) return error.reason === "foreign" ? "FOREIGN_ANSWER" : "NO_ANSWER";
  return "UNKNOWN";
}

/** For a screen that could not be read: nothing was asked to change, so nothing may or may not have been saved. */
export function sentencesForReading(error: unknown, locale: Locale): ErrorWords {
  return codeOf(error) === "NO_ANSWER" ? CATALOGUES[locale].NOT_HEARD : sentencesFor(error, locale);
}

/** What happened, what is safe, what to do; a code that this page does not know yet is said plainly. */
export function sentencesFor(error: unknown, locale: Locale): ErrorWords {
  const router = error instanceof ApiError ? routerWordsFor(error.detail ?? "", locale) : null;
  const catalogue: Partial<ErrorCatalogue> = CATALOGUES[locale];
  return router ?? catalogue[codeOf(error)] ?? CATALOGUES[locale].UNKNOWN;
}

/** Why one voucher of several was left as it is: the router's sentence, or a bare code; null when it is neither. */
export function reasonWordsFor(reason: string, locale: Locale): ErrorWords | null {
  const catalogue: Readonly<Record<string, ErrorWords>> = CATALOGUES[locale];
  return routerWordsFor(reason, locale) ?? catalogue[reason] ?? null;
}

/** What the router's sentence (a detail, a reason, the problem in the status) means; null when it is none of the router's. */
export function routerWordsFor(sentence: string, locale: Locale): ErrorWords | null {
  const trouble = routerTroubleIn(sentence);
  if (trouble === null) return null;
  // A Latin name in an Arabic line keeps to itself.
  const name = trouble.name === null ? "" : `\u2068${trouble.name}\u2069`;
  return ROUTER_WORDS[locale][trouble.kind](name);
}
