import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningProcess, startProcess } from "@mikro-dash/test-kit/processes";
import { type Counts, countReport } from "./vitest-counts.ts";

export interface Part {
  name: string;
  command: string;
  args: readonly string[];
  /** `check`: passes or fails as one. `vitest`: every test counts; gets `--outputFile` for its report. */
  kind: "check" | "vitest";
  /** A check whose output is worth reading even when it passes. */
  isShown?: boolean;
  /** Done first; what it answers is added to the environment, and what it throws fails the part with its message. */
  prepare?: (print: Print) => Promise<Record<string, string>>;
}

export interface PartResult extends Counts {
  name: string;
  seconds: number;
}

export type Print = (text: string) => void;

export interface RunOptions {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  print: Print;
  /** A part that takes longer is killed and counted as failed. */
  limitSeconds: number;
  signal: AbortSignal;
}

/** Runs the parts one after the other, whatever fails, and answers what each of them found and took. */
export async function runParts(parts: readonly Part[], options: RunOptions): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    if (options.signal.aborted) break;
    options.print(`\n── ${part.name}\n`);
    const from = performance.now();
    const counts = await runPart(part, options);
    const seconds = (performance.now() - from) / 1_000;
    results.push({ name: part.name, seconds, ...counts });
    const verdict = counts.failed > 0 ? `FAILED (${counts.failed})` : "ok";
    options.print(`── ${part.name}: ${verdict}, ${seconds.toFixed(1)} s\n`);
  }
  return results;
}

const failed = (why: string): Counts => ({ passed: 0, failed: 1, failures: [why] });

async function runPart(part: Part, options: RunOptions): Promise<Counts> {
  const scratch = await mkdtemp(join(tmpdir(), "mikro-dash-test-"));
  const reportFile = join(scratch, "report.json");
  try {
    const prepared = await part.prepare?.(options.print);
    const child = await startProcess({
      name: part.name,
      command: part.command,
      args: part.kind === "vitest" ? [...part.args, `--outputFile.json=${reportFile}`] : part.args,
      cwd: options.cwd,
      env: { ...options.env, ...prepared },
      ...(part.kind === "vitest" || part.isShown ? { onOutput: options.print } : {}),
    });
    const code = await outcome(child, part, options);
    if (part.kind === "check") {
      if (code !== 0 && !part.isShown) options.print(`${child.output().trimEnd()}\n`);
      return code === 0 ? { passed: 1, failed: 0, failures: [] } : failed(`ended with code ${code}`);
    }
    const counts = await countReport(reportFile);
    // Vitest also fails for an error outside of every test.
    const outside = code !== 0 && counts.failed === 0;
    return outside
      ? { ...failed("an error outside of every test, see above"), passed: counts.passed }
      : counts;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    options.print(`${message}\n`);
    return failed(message);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function outcome(child: RunningProcess, part: Part, options: RunOptions): Promise<number> {
  const stop = () => void child.stop();
  options.signal.addEventListener("abort", stop, { once: true });
  const limit = setTimeout(() => {
    options.print(`${part.name} took longer than ${options.limitSeconds} s and is stopped\n`);
    stop();
  }, options.limitSeconds * 1_000);
  const exit = await child.exited;
  clearTimeout(limit);
  options.signal.removeEventListener("abort", stop);
  return exit.code ?? 1;
}
