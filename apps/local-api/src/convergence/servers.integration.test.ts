import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unsentTables } from "../sync/unsent.ts";
import { type RealServers, startRealServers } from "../testing/real-servers.ts";
import { allRows, checkConverged } from "./check.ts";
import { ModelRows } from "./model/rows.ts";
import { planOf, type Step } from "./plan.ts";
import { requestOf } from "./requests.ts";
import { rngOf } from "./rng.ts";
import { say } from "./said.ts";

const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);
const STEPS = 30;
/** Starting the program again takes the longest. */
const POWER_CUT_EVERY = 5;

let servers: RealServers;
const met = new Map<string, number>();
beforeAll(async () => {
  servers = await startRealServers();
  const furnish = (path: string, body: object) => servers.send("desktop", "POST", path, body);
  for (const [name, hourlyRate] of [
    ["One", 2_000],
    ["Two", 2_345],
    ["Three", 1_999],
  ] as const) {
    expect(await furnish("/stations", { name, nameAr: name, hourlyRate })).toMatchObject({ status: 201 });
  }
  await furnish("/menu", { name: "Tea", nameAr: "شاي", category: "drinks", price: 750 });
  await together();
}, 180_000);
afterAll(() => servers?.[Symbol.asyncDispose](), 60_000);

const content = async (client: RealServers["primary"]) =>
  JSON.stringify(
    [...(await allRows(client)).values()].map((rows) => rows.map(({ synced_at: _, ...row }) => row)),
  );
/** Nothing is unsent, and both hold the same rows. */
const together = () =>
  waitFor(
    "both to hold the same",
    async () =>
      (await unsentTables(servers.local)).size === 0 &&
      (await content(servers.local)) === (await content(servers.primary)),
    { timeoutMs: 60_000, everyMs: 50 },
  );

/** One step of an evening, said over HTTP; answers what somebody was told is done, with its id. */
async function take(step: Step, seed: number): Promise<readonly string[]> {
  const { actor, fault, verb } = step;
  const { link } = servers;
  if (verb === "push" || verb === "pull" || verb === "late page") {
    if (fault?.kind === "answer lost" || fault?.kind === "late") link.dropAnswers();
    else if (fault?.kind === "undelivered") link.blackHole();
    else if (fault?.kind === "dies") link.reset();
    else await link.heal();
    return [];
  }
  const screen = actor === "desktop" ? servers.local : servers.primary;
  const viewer = { now: epochMs(Date.now()), rng: rngOf(seed, step.n), aliveSpans: null };
  const said = await say(step, screen, viewer);
  const request = said && requestOf(said);
  if (!request) return [];
  const { method, path, body } = request;
  const send = () => servers.send(actor, method, path, body);
  const [first, again] = [await send(), fault && said.words.id ? await send() : null];
  const isDone = first !== null && first.status < 300;
  met.set(`${verb} ${first?.status}`, (met.get(`${verb} ${first?.status}`) ?? 0) + 1);
  expect(first?.status ?? 0, JSON.stringify([said, first])).toBeLessThan(500);
  // Whoever asks again hears that it is done.
  if (isDone && again) expect(again.status, JSON.stringify([said, again])).toBeLessThan(300);
  // A freeze of nothing, what takes one back, and the mode that runs already have nothing to write.
  const isWritten = isDone && !/^(mode|freeze|resume all|undo outage)$/.test(verb);
  return isWritten && typeof said.words.id === "string" ? [`${verb} ${said.words.id}`] : [];
}

test(`convergence: given real servers and ${SEEDS.length} seeds of commands and faults, when the link is healed, then desktop, primary and an independent model hold the same rows, bills and money`, {
  timeout: 300_000,
}, async () => {
  for (const seed of SEEDS) {
    const done: string[] = [];
    for (const step of planOf(seed, STEPS).steps) done.push(...(await take(step, seed)));
    if (seed % POWER_CUT_EVERY === 0) await servers.powerCut();
    await servers.link.heal();
    await together();
    const rows = await allRows(servers.primary);
    const text = JSON.stringify([...rows.values()]);
    for (const one of done) {
      const id = one.split(" ").at(-1) ?? "";
      expect(text.includes(id), `seed ${seed}: ${one} was answered and is not there`).toBe(true);
    }
    const model = new ModelRows();
    for (const { name } of SYNCED_TABLES) for (const row of rows.get(name) ?? []) model.accept(name, row);
    const { local, primary } = servers;
    await checkConverged({ model, local, primary, now: epochMs(Date.now()), wasRestored: false });
  }
  const accepted = [...met].filter(([what]) => / 20\d$/.test(what));
  expect(accepted.reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(50);
});
