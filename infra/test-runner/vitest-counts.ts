/** What a suite came to; `troubles` says of each failure, in a line to be shown, which test or what else it was. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly troubles: readonly string[];
}

/** The part of Vitest's JSON report (`--reporter=json`) that is counted. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface CountingRules {
  /** Exit code of Vitest: covers what no test reports, such as an error after the last test. */
  readonly exitCode: number | null;
  /** In CI a test that was skipped (or only planned) has failed: nobody would notice it otherwise. */
  readonly skippedFail: boolean;
  /** Folders, as parts of test file paths with `/`, of which each must have run at least one test. */
  readonly mustCover: readonly string[];
}

/**
 * Counts a Vitest run. A file that could not be loaded, a run without tests, a folder without tests and an exit code
 * that nothing explains count as one failure each. `report` is undefined when Vitest left none.
 */
export function countVitest(report: VitestReport | undefined, rules: CountingRules): Counts {
  if (report === undefined) return { passed: 0, failed: 1, troubles: ['vitest ended without a report'] };
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failedTests = tests.filter((test) => test.status === 'failed');
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');

  // The closing lines are often all that is kept of a run, so they name what failed.
  const troubles = failedTests.map((test) => `${test.file}: ${test.fullName}`);
  for (const file of report.testResults) {
    if (file.status !== 'failed' || file.assertionResults.some((test) => test.status === 'failed')) continue;
    troubles.push(`${file.name}: ${file.message?.split('\n')[0] ?? 'could not be loaded'}`);
  }
  if (passed + failedTests.length === 0) troubles.push('no test ran');
  for (const folder of rules.mustCover) {
    const ran = report.testResults.some(
      (file) =>
        file.name.replaceAll('\\', '/').includes(folder) &&
        file.assertionResults.some((test) => test.status === 'passed' || test.status === 'failed'),
    );
    if (!ran) troubles.push(`no test ran under ${folder}`);
  }
  if (rules.skippedFail) troubles.push(...skipped.map((test) => `${test.file}: ${test.fullName} was skipped`));
  if (rules.exitCode !== 0 && troubles.length === 0) {
    troubles.push(`vitest ended with ${rules.exitCode ?? 'a signal'} though no test failed`);
  }
  return { passed, failed: troubles.length, troubles };
}
