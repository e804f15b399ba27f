import { contract } from "@mikro-dash/api-contract/contract";
import type { Handlers } from "@mikro-dash/http/handler-types";

const AT_THE_ROUTER: ReadonlySet<string> = new Set([
  ...["createVouchers", "restoreLostUsage", "setStationInternet"],
]);

/**
 * The same handlers, commands one at a time: two tabs cannot both end a session. Reads do not wait. What talks to the
 * router for long, or waits for one that is away, has a queue of its own, so that the till does not wait for it.
 */
export function queueCommands<Ctx>(handlers: Handlers<Ctx>, till: Queue = queue()): Handlers<Ctx> {
  const router = queue();
  const queued = Object.entries(handlers).map(([name, handler]) => {
    const { method } = contract[name as keyof typeof contract];
    if (method === "GET") return [name, handler];
    const turn = AT_THE_ROUTER.has(name) ? router : till;
    const command = handler as (input: unknown, ctx: Ctx) => Promise<unknown>;
    return [name, (input: unknown, ctx: Ctx) => turn(() => command(input, ctx))];
  });
  return Object.fromEntries(queued) as Handlers<Ctx>;
}

export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

export function queue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
