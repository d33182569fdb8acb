/** Reads how many tests passed and failed from what the test runners write for machines. A failure without a failed test counts as one. */

const counted = (passed, failed, status) => ({ passed, failed: status !== 0 && failed === 0 ? 1 : failed });

/**
 * vitestCounts reads vitest's JSON report. A file that could not be loaded has no tests and is one failure.
 * @param {{ numPassedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] } | null} report
 * @param {number} status the exit status
 */
export function vitestCounts(report, status) {
  if (report === null) return { passed: 0, failed: 1 };
  const failed = report.testResults.reduce((sum, file) => {
    const tests = file.assertionResults.filter((test) => test.status === 'failed').length;
    return sum + (tests === 0 && file.status === 'failed' ? 1 : tests);
  }, 0);
  return counted(report.numPassedTests, failed, status);
}

/**
 * playwrightCounts reads Playwright's JSON report. A test that passed on a retry has passed; errors outside tests are failures.
 * @param {{ stats: { expected: number, flaky: number, unexpected: number }, errors?: unknown[] } | null} report
 * @param {number} status the exit status
 */
export function playwrightCounts(report, status) {
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  return counted(expected + flaky, unexpected + (report.errors?.length ?? 0), status);
}
