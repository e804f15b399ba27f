import { readFile } from "node:fs/promises";

export interface Counts {
  passed: number;
  failed: number;
}

/** The part of Vitest's JSON report that counts. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: ReadonlyArray<{ status: string; assertionResults: readonly unknown[] }>;
}

/** A file that cannot even be loaded has no failed test, and still is a failure. */
function countTests(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}

/** No report, or one with no test at all, counts as one failure: nothing was shown to work. */
export async function countReport(file: string): Promise<Counts> {
  let report: VitestReport;
  try {
    report = JSON.parse(await readFile(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const counts = countTests(report);
  return counts.passed + counts.failed === 0 ? { passed: 0, failed: 1 } : counts;
}
