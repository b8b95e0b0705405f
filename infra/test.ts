/**
 * `pnpm test [suite…]`: installs what the tests need, runs the suites, and says `N passed, N failed` in its last line.
 * Exit code 0 only when nothing failed; a suite that could not run has failed.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Children } from './processes/children.ts';
import { needs, provide } from './test-runner/needs.ts';
import { suites, type Suite } from './test-runner/suites.ts';
import type { Counts } from './test-runner/vitest-counts.ts';

interface Result extends Counts {
  readonly name: string;
  readonly seconds: number;
  readonly ran: boolean;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ci = ['true', '1'].includes(process.env['CI'] ?? '');
const children = new Children();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void children.endAll().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `No suite is called ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`,
  );
  process.exit(2);
}

async function runSuite(suite: Suite): Promise<Result> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  console.log(`\n── ${suite.name}`);
  const all = needs(root, children);
  const missing = await provide(
    suite.needs.map((name) => all[name]),
    { root, children, say: (line) => console.log(line) },
  );
  if (missing.length > 0) {
    const troubles = missing.map((need) => `needs ${need.name}; install it with: ${need.line}`);
    return { name: suite.name, ran: false, passed: 0, failed: 1, troubles, seconds: seconds() };
  }
  const counts = await suite.run({ root, children, ci });
  return { name: suite.name, ran: true, ...counts, seconds: seconds() };
}

const results: Result[] = [];
for (const suite of suites) {
  if (asked.length === 0 || asked.includes(suite.name)) results.push(await runSuite(suite));
}

console.log('\n── summary');
for (const result of results) {
  const state = result.ran ? `${result.passed} passed, ${result.failed} failed` : 'NOT RUN, counted as failed';
  console.log(`${result.name.padEnd(12)} ${`${result.seconds.toFixed(1)} s`.padStart(8)}   ${state}`);
  for (const trouble of new Set(result.troubles)) console.log(`             ✗ ${trouble}`);
}
const passed = results.reduce((total, result) => total + result.passed, 0);
const failed = results.reduce((total, result) => total + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
