/** What a suite came to; `troubles` are failures that no single test stands for, each in a line to be shown. */
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
    readonly assertionResults: readonly { readonly status: string }[];
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
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const skipped = statuses.length - passed - failedTests;

  const troubles = report.testResults
    .filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
    .map((file) => `${file.name}: ${file.message?.split('\n')[0] ?? 'could not be loaded'}`);
  if (passed + failedTests === 0) troubles.push('no test ran');
  for (const folder of rules.mustCover) {
    const ran = report.testResults.some(
      (file) =>
        file.name.replaceAll('\\', '/').includes(folder) &&
        file.assertionResults.some((test) => test.status === 'passed' || test.status === 'failed'),
    );
    if (!ran) troubles.push(`no test ran under ${folder}`);
  }
  if (rules.skippedFail && skipped > 0) troubles.push(...Array<string>(skipped).fill('a test was skipped'));
  if (rules.exitCode !== 0 && failedTests + troubles.length === 0) {
    troubles.push(`vitest ended with ${rules.exitCode ?? 'a signal'} though no test failed`);
  }
  return { passed, failed: failedTests + troubles.length, troubles };
}
