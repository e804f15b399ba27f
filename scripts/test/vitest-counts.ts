import { readFile } from "node:fs/promises";

export interface Counts {
  passed: number;
  failed: number;
  /** What failed, a line each: the test's name and the first line of what was wrong. */
  failures: readonly string[];
}

interface AssertionResult {
  status: string;
  fullName: string;
  failureMessages?: readonly string[];
}

/** The part of Vitest's JSON report that counts. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: ReadonlyArray<{
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly AssertionResult[];
  }>;
}

const firstLine = (text: string | undefined) => (text ?? "").split("\n")[0] ?? "";

/** A file that cannot even be loaded has no failed test, and still is a failure. */
function countTests(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failures = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${test.fullName}: ${firstLine(test.failureMessages?.[0])}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    failures: [...failures, ...brokenFiles.map((file) => `${file.name}: ${firstLine(file.message)}`)],
  };
}

/** No report, or one with no test at all, counts as one failure: nothing was shown to work. */
export async function countReport(file: string): Promise<Counts> {
  const nothing = (why: string): Counts => ({ passed: 0, failed: 1, failures: [why] });
  let report: VitestReport;
  try {
    report = JSON.parse(await readFile(file, "utf8"));
  } catch {
    return nothing("no report was written");
  }
  const counts = countTests(report);
  return counts.passed + counts.failed === 0 ? nothing("no test was run") : counts;
}
