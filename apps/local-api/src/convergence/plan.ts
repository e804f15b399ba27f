import { type Rng, rngOf } from "./rng.ts";

export type Phone = "phone-1" | "phone-2";
export type Actor = "desktop" | Phone;

/** What somebody does to the shop. */
export const COMMANDS = {
  start: 10,
  pause: 6,
  resume: 6,
  mode: 4,
  move: 3,
  order: 9,
  "void order": 3,
  charge: 4,
  "void charge": 2,
  transfer: 4,
  end: 8,
  pay: 4,
  reopen: 4,
  "edit start": 3,
  "edit limits": 4,
  "edit notes": 2,
  freeze: 3,
  "resume all": 2,
  "undo outage": 2,
  "edit station": 2,
  "add station": 1,
  "delete station": 1,
  "edit menu": 2,
  "sell voucher": 4,
  settings: 3,
  resolve: 14,
} as const;
export type Command = keyof typeof COMMANDS;

/** What happens to the desktop beside its commands. `late page`: rows that its sync agent read and hands over later. */
export type Motion =
  | "push"
  | "pull"
  | "late page"
  | "power cut"
  | "clock jumps"
  | "primary clock jumps"
  | "backup"
  | "primary restored";

export type Fault =
  /** The process dies at the n-th look at local.db from now, just before or just after it. */
  | { readonly kind: "dies"; readonly at: number; readonly done: boolean }
  /** Nothing arrives. */
  | { readonly kind: "undelivered" }
  /** It arrives and is done; the answer does not come back. The phone repeats it `after` so many steps. */
  | { readonly kind: "answer lost"; readonly after: number }
  /** It is given up, and arrives `after` so many steps all the same. */
  | { readonly kind: "late"; readonly after: number }
  /** It is done, and done again `after` so many steps. */
  | { readonly kind: "twice"; readonly after: number };

export interface Step {
  /** Its place in the plan: chance in it is drawn from this, so that it stays the same when others are left out. */
  readonly n: number;
  /** ms before it. */
  readonly pass: number;
  readonly actor: Actor;
  readonly verb: Command | Motion;
  /** Which session, station, amount, …: whole numbers, taken modulo what there is. */
  readonly picks: readonly [number, number, number, number];
  readonly fault?: Fault;
  /** Comes between what a command reads and what it writes; or while a push or a pull is on its way. */
  readonly meanwhile?: Step;
}

/** How wrong clocks are, ms; and how fast they run, parts of a million too fast. */
export interface Clocks {
  readonly desktop: number;
  readonly desktopDrift: number;
  readonly primary: number;
  readonly edge: number;
  readonly "phone-1": number;
  readonly "phone-2": number;
}

export interface Plan {
  readonly seed: number;
  readonly clocks: Clocks;
  /** Rows of one push: few, so that everything is cut somewhere. */
  readonly batchRows: number;
  /** Rows of one table in one pulled page. */
  readonly pageRows: number;
  readonly steps: readonly Step[];
}

const MINUTE = 60_000;
/** Share of evenings on which an older state of the primary comes back. */
const RESTORED = 0.2;
const names = Object.keys(COMMANDS) as Command[];
const commandBag = names.flatMap((name) => Array<Command>(COMMANDS[name]).fill(name)) as [Command];

/** A shop's evening, all of it drawn from the seed. */
export function planOf(seed: number, length: number): Plan {
  const rng = rngOf(seed);
  const wrong = (most: number) => (rng.chance(0.3) ? 0 : rng.between(-most, most));
  const clocks: Clocks = {
    desktop: rng.chance(0.1) ? wrong(48 * 60 * MINUTE) : wrong(3 * MINUTE),
    desktopDrift: wrong(500),
    primary: wrong(2_000),
    edge: wrong(2_000),
    "phone-1": wrong(90_000),
    "phone-2": wrong(5 * MINUTE),
  };
  const steps: Step[] = [];
  while (steps.length < length) steps.push(...aWhile(rng, steps.length, length));
  if (rng.chance(RESTORED)) {
    const restored = rng.between(1, length - 1);
    const backup = rng.int(restored);
    steps[backup] = { ...aMotion(rng, backup, 0), verb: "backup" };
    steps[restored] = { ...aMotion(rng, restored, 0), verb: "primary restored" };
  }
  const cuts = { batchRows: rng.pick([3, 10, 40, 500]), pageRows: rng.pick([2, 7, 500]) };
  return { seed, clocks, ...cuts, steps };
}

/** Some steps of one weather: how good the link is, who is busy. */
function aWhile(rng: Rng, from: number, length: number): readonly Step[] {
  const to = Math.min(length, from + rng.between(3, 15));
  const link = rng.pick(["good", "good", "flaky", "flaky", "down"]);
  const phones = rng.pick([0.2, 0.4, 0.7]);
  const syncing = { good: 0.45, flaky: 0.4, down: 0.04 }[link] ?? 0;
  const hurry = rng.chance(0.3);
  const faulty = link === "good" ? 0.05 : 0.4;
  const steps: Step[] = [];
  for (let n = from; n < to; n++) {
    const actor = rng.chance(phones) ? rng.pick<Actor>(["phone-1", "phone-2"]) : "desktop";
    if (rng.chance(syncing)) steps.push(aMotion(rng, n, faulty));
    else if (rng.chance(0.2) && n + 1 < to) steps.push(...twoOfAMind(rng, n++));
    else steps.push(aCommand(rng, n, actor, faulty));
  }
  return hurry ? steps.map((step) => ({ ...step, pass: step.pass % 3 })) : steps;
}

function passing(rng: Rng): number {
  const kind = rng.int(10);
  if (kind < 3) return 0;
  if (kind < 5) return rng.int(50);
  if (kind < 9) return rng.int(4 * MINUTE);
  return rng.int(40 * MINUTE);
}

const picksOf = (rng: Rng): Step["picks"] => [
  rng.int(1_000_000),
  rng.int(1_000_000),
  rng.int(1_000_000),
  rng.int(1_000_000),
];

/** Desktop and phone point at the same thing, one right after the other, and often want the same. */
function twoOfAMind(rng: Rng, n: number): readonly Step[] {
  const actors = rng.chance(0.5) ? (["desktop", "phone-1"] as const) : (["phone-1", "desktop"] as const);
  const picks = picksOf(rng);
  const first = { n, pass: passing(rng), actor: actors[0], verb: rng.pick(commandBag), picks };
  const verb = rng.chance(0.5) ? first.verb : rng.pick(commandBag);
  return [first, { n: n + 1, pass: rng.int(2_000), actor: actors[1], verb, picks }];
}

function aMotion(rng: Rng, n: number, faulty: number): Step {
  const rare: [Motion, ...Motion[]] = ["late page", "power cut", "clock jumps", "primary clock jumps"];
  const verb = rng.chance(0.16) ? rng.pick(rare) : rng.pick<Motion>(["push", "pull"]);
  const step = { n, pass: passing(rng), actor: "desktop", verb, picks: picksOf(rng) } as const;
  if (verb !== "push" && verb !== "pull") return step;
  if (rng.chance(0.2)) return { ...step, meanwhile: whileOnItsWay(rng, n + 0.5) };
  if (!rng.chance(faulty)) return step;
  const after = rng.between(0, 6);
  const fault = rng.pick<Fault>([
    { kind: "undelivered" },
    { kind: "answer lost", after },
    { kind: "late", after },
    { kind: "twice", after },
    aDeath(rng),
    aDeath(rng),
  ]);
  return { ...step, fault };
}

function aCommand(rng: Rng, n: number, actor: Actor, faulty: number): Step {
  const step = { n, pass: passing(rng), actor, verb: rng.pick(commandBag), picks: picksOf(rng) };
  const meanwhile = rng.chance(0.15) ? { meanwhile: somethingElse(rng, step, n + 0.5) } : ({} as const);
  if (!rng.chance(faulty)) return { ...step, ...meanwhile };
  const after = rng.between(0, 12);
  const fault =
    actor === "desktop"
      ? rng.pick<Fault>([aDeath(rng), { kind: "twice", after }])
      : rng.pick<Fault>([
          { kind: "undelivered" },
          { kind: "answer lost", after },
          { kind: "late", after },
          { kind: "twice", after },
        ]);
  return { ...step, fault, ...meanwhile };
}

/** The cashier does not wait for the network. */
function whileOnItsWay(rng: Rng, n: number): Step {
  const edits: [Command, ...Command[]] = [
    "edit notes",
    "edit limits",
    "edit station",
    "edit menu",
    "settings",
  ];
  const verb = rng.chance(0.6) ? rng.pick(edits) : rng.pick(commandBag);
  return { n, pass: 0, actor: "desktop", verb, picks: picksOf(rng) };
}

/** What may come between: on the desktop a merge of what was pulled, on the primary the desktop or the other phone. */
function somethingElse(
  rng: Rng,
  { actor, verb, picks }: Pick<Step, "actor" | "verb" | "picks">,
  n: number,
): Step {
  const motion = { n, pass: 0, actor: "desktop", picks: picksOf(rng) } as const;
  if (actor === "desktop") return { ...motion, verb: "pull" };
  if (rng.chance(0.3)) return { ...motion, verb: "push" };
  const other = { ...motion, actor: actor === "phone-1" ? "phone-2" : "phone-1", picks } as const;
  return { ...other, verb: rng.chance(0.6) ? verb : rng.pick(commandBag) };
}

const aDeath = (rng: Rng): Fault => ({ kind: "dies", at: rng.between(1, 6), done: rng.chance(0.5) });
