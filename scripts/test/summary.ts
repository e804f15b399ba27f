import type { PartResult } from "./run-parts.ts";

/** A table of what each part found and took, the names of what failed, and as the last line `N passed, M failed`. */
export function summary(results: readonly PartResult[]): { text: string; ok: boolean } {
  const passed = results.reduce((sum, part) => sum + part.passed, 0);
  const failed = results.reduce((sum, part) => sum + part.failed, 0);
  const seconds = results.reduce((sum, part) => sum + part.seconds, 0);
  const row = (name: string, ...columns: string[]) =>
    `${name.padEnd(14)}${columns.map((column) => column.padStart(10)).join("")}`;
  const lines = [
    row("part", "passed", "failed", "time"),
    ...results.map((part) => row(part.name, `${part.passed}`, `${part.failed}`, duration(part.seconds))),
    row("all", `${passed}`, `${failed}`, duration(seconds)),
    "",
    ...results.flatMap((part) => part.failures.map((failure) => `failed: ${part.name}: ${failure}`)),
    `${passed} passed, ${failed} failed`,
  ];
  return { text: lines.join("\n"), ok: failed === 0 && passed > 0 };
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")} min`;
}
