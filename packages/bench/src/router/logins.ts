import { setTimeout as pause } from "node:timers/promises";
import type { Edge } from "./edge.ts";
import { voucherCode } from "./simulated-router.ts";
import type { Stand } from "./stand.ts";

export interface LoginsPlan {
  /** Of the mirror. */
  readonly intervalMs: number;
  /** Vouchers in use already: those with the numbers from 1 on. */
  readonly active: number;
  readonly logins: number;
  /** They come at instants drawn by chance from this. */
  readonly overMs: number;
}

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Milliseconds from a login at the router until a phone that asks edge-api again and again is told of the session.
 * @throws when one was not told in a minute
 */
export async function measureLogins(
  stand: Stand,
  edge: Edge,
  plan: LoginsPlan,
  random: () => number,
): Promise<readonly number[]> {
  const { router } = stand;
  const begun = new Map<string, number>();
  const took: number[] = [];
  const from = performance.now();
  const coming = Array.from({ length: plan.logins }, async (_, n) => {
    await pause(random() * plan.overMs);
    const code = voucherCode(plan.active + 1 + n);
    begun.set(code, performance.now());
    await router.login(code);
  });
  const all = Promise.all(coming);
  while (took.length < plan.logins) {
    const answer = JSON.parse(await edge.get("/api/v1/wifi/sessions")) as Sessions;
    const at = performance.now();
    for (const { voucherCode: code } of answer.items) {
      const began = begun.get(code);
      if (began === undefined) continue;
      begun.delete(code);
      took.push(at - began);
    }
    if (at - from > plan.overMs + PATIENCE_MS)
      throw new Error(`only ${took.length} of ${plan.logins} logins were seen through edge-api`);
    await pause(LOOK_EVERY_MS);
  }
  await all;
  return took;
}

interface Sessions {
  readonly items: readonly { readonly voucherCode: string }[];
}
