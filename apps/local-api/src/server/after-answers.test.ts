import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { afterAnswers } from "./after-answers.ts";

test("given several calls in one turn, when the turn is over, then the work was done once, and not in the turn", async () => {
  let done = 0;
  const soon = afterAnswers(() => {
    done += 1;
  });
  soon();
  await Promise.resolve(); // as an answer that is being put together
  soon();
  expect(done).toBe(0);
  await turn();
  expect(done).toBe(1);
  soon();
  await turn();
  expect(done).toBe(2);
});
