import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const rules = [...read('docs/spec.md').matchAll(/^- ([A-Z]{2}\d+) /gm)].map(([, rule]) => rule ?? '');
const families = new Set(rules.map((rule) => rule.slice(0, 2)));
/** Ids by the file that names them, whether `[SY1]` or bare; of families that the spec does not know only the bracketed. */
const cited = (pattern: string): Map<string, string[]> => {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', pattern], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const found = new Map<string, string[]>();
  for (const file of listed.split('\n').filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    for (const [, open, rule = ''] of read(file).matchAll(/(\[?)\b([A-Z]{2}\d{1,2})\b/g))
      if (open !== '' || families.has(rule.slice(0, 2))) found.set(rule, [...(found.get(rule) ?? []), file]);
  }
  return found;
};

test('a rule’s id is never used twice', () => {
  expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([]);
  expect(rules.length).toBeGreaterThan(100);
});

test('every rule is kept by a test that names it', () => {
  const named = cited('*.test.ts');
  expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
});

test('every rule that code or a test names stands in the spec', () => {
  const unknown = [...cited('*.ts')].filter(([rule]) => !rules.includes(rule));
  expect(unknown).toEqual([]);
});
