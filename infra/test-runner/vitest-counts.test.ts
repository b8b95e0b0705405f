import { describe, expect, test } from 'vitest';
import { countVitest, type CountingRules, type VitestReport } from './vitest-counts.ts';

const rules: CountingRules = { exitCode: 0, skippedFail: false, mustCover: [] };

function report(...files: [name: string, status: string, tests: string[], message?: string][]): VitestReport {
  return {
    testResults: files.map(([name, status, tests, message = '']) => ({
      name,
      status,
      message,
      assertionResults: tests.map((each, index) => ({ status: each, fullName: `test ${index + 1}` })),
    })),
  };
}

describe('counting a Vitest run', () => {
  test('adds up what passed and what failed, and names the latter', () => {
    const run = report(
      ['/a/packages/x/a.test.ts', 'passed', ['passed', 'passed']],
      ['/a/b.test.ts', 'failed', ['failed', 'passed']],
    );
    expect(countVitest(run, { ...rules, exitCode: 1 })).toEqual({
      passed: 3,
      failed: 1,
      troubles: ['/a/b.test.ts: test 1'],
    });
  });

  test('a file that could not be loaded is a failure, though it holds no test', () => {
    const run = report(
      ['/a/a.test.ts', 'passed', ['passed']],
      ['/a/b.test.ts', 'failed', [], 'Cannot find module\n at x'],
    );
    expect(countVitest(run, { ...rules, exitCode: 1 })).toEqual({
      passed: 1,
      failed: 1,
      troubles: ['/a/b.test.ts: Cannot find module'],
    });
  });

  test('a run without tests is a failure', () => {
    expect(countVitest(report(), rules).failed).toBe(1);
    expect(countVitest(undefined, rules).failed).toBe(1);
  });

  test('a folder that had to be covered and was not is a failure, on Windows paths too', () => {
    const run = report(['C:\\rostrum\\packages\\domain\\a.test.ts', 'passed', ['passed']]);
    const counts = countVitest(run, { ...rules, mustCover: ['/packages/', '/apps/web/'] });
    expect(counts).toEqual({ passed: 1, failed: 1, troubles: ['no test ran under /apps/web/'] });
  });

  test('skipped tests fail in CI only', () => {
    const run = report(['/a/a.test.ts', 'passed', ['passed', 'skipped', 'todo']]);
    expect(countVitest(run, rules).failed).toBe(0);
    expect(countVitest(run, { ...rules, skippedFail: true }).failed).toBe(2);
  });

  test('an exit code that no test explains is a failure, counted once', () => {
    const run = report(['/a/a.test.ts', 'passed', ['passed']]);
    expect(countVitest(run, { ...rules, exitCode: 1 }).failed).toBe(1);
    expect(countVitest(run, { ...rules, exitCode: null }).failed).toBe(1);
  });
});
