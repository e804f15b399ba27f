import { ApiError, NetworkError } from "@mikro-dash/api-contract/client";
import { ERROR_CODES } from "@mikro-dash/api-contract/error-codes";
import { describe, expect, test } from "vitest";
import { arabicErrors } from "./error-messages-ar.ts";
import { englishErrors } from "./error-messages-en.ts";
import { sentencesFor, sentencesForReading } from "./sentences.ts";

const ARABIC = /\p{Script=Arabic}/u;

describe.each(ERROR_CODES)("given %s", (code) => {
  test("when looked up, then both languages say what happened, what is safe and what to do", () => {
    for (const catalogue of [englishErrors, arabicErrors]) {
      const { what, safe, todo } = catalogue[code];
      for (const sentence of [what, safe, todo]) expect(sentence).toMatch(/\S.*\.$/);
    }
  });
  test("when said in Arabic, then it is Arabic, and English has none", () => {
    const { what, safe, todo } = arabicErrors[code];
    for (const sentence of [what, safe, todo]) expect(sentence).toMatch(ARABIC);
    expect(Object.values(englishErrors[code]).join(" ")).not.toMatch(ARABIC);
  });
});

test("given no answer, when said, then trying again is said to be safe", () => {
  expect(sentencesFor(new NetworkError("timeout"), "en").safe).toContain("never saves it twice");
});

test("given no answer to a question, when said, then nothing is said of saving twice", () => {
  expect(sentencesForReading(new NetworkError("unreachable"), "en")).toBe(englishErrors.NOT_HEARD);
});

test("given a refused time, when said, then it says which times are possible", () => {
  const problem = { type: "about:blank", title: "", status: 422, code: "INVALID", requestId: "r" } as const;
  const refused = new ApiError({ ...problem, fields: [{ path: "at", message: "is before" }] });
  expect(sentencesFor(refused, "en")).toBe(englishErrors.INVALID_TIME);
  expect(sentencesFor(new ApiError(problem), "en")).toBe(englishErrors.INVALID);
});

test("given an error of nobody, when said, then it is said plainly", () => {
  expect(sentencesFor(new Error("boom"), "ar")).toBe(arabicErrors.UNKNOWN);
});
