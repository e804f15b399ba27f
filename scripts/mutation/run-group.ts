import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { instrument, type Mutant } from "./instrument.ts";
import { type Group, targetOf } from "./targets.ts";
import { readNotes, runTests } from "./vitest-run.ts";

export type Fate = "killed" | "never ends" | "survived" | "never reached";

/** A mistake, where it was made, and what became of it. */
export interface Tried extends Mutant {
  readonly path: string;
  readonly fate: Fate;
}

export interface RunParts {
  readonly root: string;
  readonly scratch: string;
  /** Runs side by side. */
  readonly jobs: number;
  readonly print: (text: string) => void;
}

/** Makes every mistake of a group's sources, one at a time. @throws when the tests fail without any */
export async function runGroup(group: Group, parts: RunParts): Promise<readonly Tried[]> {
  const { root, scratch, jobs, print } = parts;
  const mutants = await mutantsOf(group, root);
  const notesPath = join(scratch, `${group.name}.jsonl`);
  const env = { MUTATION_GROUP: group.name, MUTATION_NOTES: notesPath };
  print(`${group.name}: ${mutants.length} mistakes in ${group.sources.length} files`);
  const look = await runTests(root, env, 3_600_000);
  if (look.end !== "passed") throw new Error(`the tests of "${group.name}" do not pass:\n${look.text}`);
  const notes = await readNotes(notesPath);
  const ended = new Map(notes.flatMap((one) => ("end" in one ? [[one.id, one.end as Fate] as const] : [])));
  const idsIn = (key: string) => new Set(notes.flatMap((one) => (one[key] ?? []) as readonly number[]));
  const [hits, whileLoading] = [idsIn("hits"), idsIn("whileLoading")];

  // What is looked at only while files load is tried in a process of its own.
  const alone = mutants.filter(({ id }) => {
    return !hits.has(id) && whileLoading.has(id);
  });
  if (alone.length > 0) print(`${group.name}: ${alone.length} of them each in a run of its own`);
  const waiting = [...alone];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { end } = await runTests(root, { MUTATION_GROUP: group.name, MUTATION_ACTIVE: String(one.id) });
      if (end !== "passed") ended.set(one.id, end === "failed" ? "killed" : "never ends");
      if (waiting.length % 25 === 0) print(`${group.name}: ${waiting.length} left`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return mutants.map((mutant) => {
    const isReached = hits.has(mutant.id) || whileLoading.has(mutant.id);
    return { ...mutant, fate: ended.get(mutant.id) ?? (isReached ? "survived" : "never reached") };
  });
}

async function mutantsOf(
  group: Group,
  root: string,
): Promise<readonly (Mutant & { readonly path: string })[]> {
  const found: (Mutant & { path: string })[] = [];
  for (const path of group.sources) {
    const target = targetOf(path);
    if (target === undefined) continue;
    const source = await readFile(join(root, path), "utf8");
    for (const mutant of instrument(source, target.firstId, target.isSql).mutants)
      found.push({ ...mutant, path });
  }
  return found;
}
