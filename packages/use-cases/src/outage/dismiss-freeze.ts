import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";

/** The lights did not go out, or the owner wants the clocks to run on: the freeze is not proposed again. */
export async function dismissFreeze(_input: unknown, { sync, clock }: Context) {
  await sync.questions?.dismissFreeze();
  return ok({ serverTime: clock.now() });
}
