import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What keeps the project running on Linux, macOS and Windows alike, and behind a mirror of the package registries. */
const ROOT = join(import.meta.dirname, '..');
const files = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

test('scripts of packages are a program and plain words: there is no shell that every system has', () => {
  const scripts = files('package.json', '*/package.json').flatMap((name) =>
    Object.entries((JSON.parse(read(name)) as { scripts?: Record<string, string> }).scripts ?? {}).map(
      ([script, line]) => `${name} ${script}: ${line}`,
    ),
  );
  expect(scripts.length).toBeGreaterThan(10);
  expect(scripts.filter((one) => !/: [a-z-]+( [\w./:@-]+)*$/.test(one))).toEqual([]);
});

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a shell that runs a line', /\bshell: true\b|\bexecSync\(|[^.\w]exec\(['"`]/],
  ['the path of a file’s URL, which has a slash too many on Windows', /import\.meta\.url\)?\)?\.pathname/],
  ['a registry by name, where the machine may know a mirror', /registry\.npmjs\.org|proxy\.golang\.org/],
  ['a temporary folder by name', /['"`]\/tmp\b/],
];
test.each(FORBIDDEN)('no source has %s', (_what, pattern) => {
  const sources = files('*.ts', '*.js').filter((name) => name !== 'infra/portable.test.ts');
  const tests = /\.test\.ts$/;
  expect(sources.filter((name) => !tests.test(name)).length).toBeGreaterThan(200);
  // Tests may hold such text as what they check; a file's path they need as everyone does.
  const looked = pattern.source.includes('pathname') ? sources : sources.filter((name) => !tests.test(name));
  expect(looked.filter((name) => pattern.test(read(name)))).toEqual([]);
});
