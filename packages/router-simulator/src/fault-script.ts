import { readFileSync } from "node:fs";
import type { Fault } from "./faults.ts";

/** One thing that is going to happen: a request of the control API (`POST` when it does not say), after so many real seconds. */
export interface ScriptStep {
  readonly afterSeconds: number;
  /** Then again and again. */
  readonly everySeconds?: number;
  /** Such as `/faults`, `/power-cut`, `DELETE /faults`. */
  readonly do: string;
  readonly body?: unknown;
}

/**
 * A fault script: a JSON list of steps.
 * @throws Error naming the file and what is wrong with it
 */
export function readFaultScript(path: string): readonly ScriptStep[] {
  const steps: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(steps) || !steps.every(isStep)) {
    throw new Error(
      `${path} is not a fault script: a list of { "afterSeconds": 5, "everySeconds"?: 30, "do": "/power-cut", "body"?: {} }`,
    );
  }
  return steps;
}

function isStep(step: unknown): step is ScriptStep {
  if (typeof step !== "object" || step === null) return false;
  const { afterSeconds, everySeconds = 1, do: action } = step as Partial<ScriptStep>;
  return isPositive(afterSeconds) && isPositive(everySeconds) && /^([A-Z]+ )?\/[a-z-]+$/.test(action ?? "");
}

const isPositive = (value: unknown): boolean => typeof value === "number" && value >= 0;

/** Plays the script against the control API until the signal ends it. A step that is refused is told to `report`. */
export function playScript(
  steps: readonly ScriptStep[],
  controlUrl: string,
  signal: AbortSignal,
  report: (problem: string) => void,
): void {
  for (const step of steps) {
    const play = (): void => {
      void ask(step, controlUrl, signal).catch((error: unknown) => {
        if (!signal.aborted) report(`${step.do}: ${String(error)}`);
      });
      if (step.everySeconds !== undefined) after(step.everySeconds, play, signal);
    };
    after(step.afterSeconds, play, signal);
  }
}

function after(seconds: number, work: () => void, signal: AbortSignal): void {
  const timer = setTimeout(work, seconds * 1000);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}

async function ask(step: ScriptStep, controlUrl: string, signal: AbortSignal): Promise<void> {
  const [path = "", method = "POST"] = step.do.split(" ").reverse();
  const body = step.body === undefined ? {} : { body: JSON.stringify(step.body) };
  const answer = await fetch(controlUrl + path, { method, signal, ...body });
  if (!answer.ok) throw new Error(await answer.text());
}

const RANDOM_FAULTS: readonly Fault[] = [
  { kind: "delay", ms: 300 },
  { kind: "silent" },
  { kind: "half-open" },
  { kind: "reset" },
  { kind: "fin" },
  { kind: "trap", message: "failure: busy" },
  { kind: "trap" },
  { kind: "double-trap" },
  { kind: "fatal" },
  { kind: "lose-answer" },
  { kind: "cut-answer" },
  { kind: "cut-answer", end: "fin" },
  { kind: "segment", bytes: 1 },
  { kind: "segment", bytes: -1, ms: 50 },
  { kind: "segment", bytes: 700, ms: 5 },
  { kind: "refuse" },
  { kind: "mute" },
];

/** Which fault comes next, the same for the same seed. */
export function randomFaults(seed: number): () => Fault {
  let state = seed >>> 0;
  return () => {
    // Numerical Recipes' generator: the upper bits are good enough to choose a fault.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return RANDOM_FAULTS[(state >>> 16) % RANDOM_FAULTS.length] ?? { kind: "reset" };
  };
}
