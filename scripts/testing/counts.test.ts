import { describe, expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from './counts.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

describe('vitestCounts', () => {
  it('counts tests, and leaves skipped ones out', () => {
    const report = { numPassedTests: 3, testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')] };
    expect(vitestCounts(report, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(vitestCounts({ numPassedTests: 1, testResults: [file('passed', 'passed'), file('failed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a failure outside of tests, and a missing report', () => {
    expect(vitestCounts({ numPassedTests: 1, testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
    expect(vitestCounts(null, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('playwrightCounts', () => {
  it('counts a test that passed on a retry as passed', () => {
    expect(playwrightCounts({ stats: { expected: 4, flaky: 1, unexpected: 2 } }, 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts errors outside of tests, and a missing report', () => {
    expect(playwrightCounts({ stats: { expected: 0, flaky: 0, unexpected: 0 }, errors: [{}] }, 1)).toEqual({ passed: 0, failed: 1 });
    expect(playwrightCounts(null, 1)).toEqual({ passed: 0, failed: 1 });
  });
});
