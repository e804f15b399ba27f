import { ok } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";

/** The computer's clock could not be believed at boot: somebody says which time it is, or that the clock is right. */
export async function confirmClock({ now }: { readonly now?: EpochMs }, { sync, clock }: Context) {
  await sync.questions?.confirmClock(now ?? null);
  return ok({ serverTime: clock.now() });
}
