import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS } from '@rostrum/domain';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const spec = read('docs/spec.md');
/** `°` marks what others than the domain keep. */
const marked = [...spec.matchAll(/^- ([A-Z]{2}\d+) (°?)/gm)].map(([, rule = '', mark]) => ({ rule, mark }));
const rules = marked.map(({ rule }) => rule);
/** What a host gives as everybody does, and undo itself. */
const NO_PRESS: ReadonlySet<string> = new Set(['question.ask', 'undo']);
const families = new Set(rules.map((rule) => rule.slice(0, 2)));
const filesLike = (pattern: string): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', pattern], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '' && existsSync(join(ROOT, name)));
/** Ids by the file that names them, whether `[SY1]` or bare; of families that the spec does not know only the bracketed. */
const cited = (pattern: string): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const file of filesLike(pattern)) {
    for (const [, open, rule = ''] of read(file).matchAll(/(\[?)\b([A-Z]{2}\d{1,2})\b/g))
      if (open !== '' || families.has(rule.slice(0, 2))) found.set(rule, [...(found.get(rule) ?? []), file]);
  }
  return found;
};

test('a rule’s id is never used twice', () => {
  expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([]);
  expect(rules.length).toBeGreaterThan(100);
});

/** Ids in the names of tests, not in what stands around them. */
const TITLE = /(?:\b(?:it|test|describe)[.a-z]*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g;
const named = (pattern: string): Set<string> =>
  new Set(
    filesLike(pattern).flatMap((file) =>
      [...read(file).matchAll(TITLE)].flatMap(([, , title = '']) => title.match(/\b[A-Z]{2}\d{1,2}\b/g) ?? []),
    ),
  );

test('every rule is in the name of a test, those of the domain in that of one of its own', () => {
  const all = named('*.test.ts');
  const own = named('packages/domain/*.test.ts');
  expect(rules.filter((rule) => !all.has(rule))).toEqual([]);
  expect(marked.filter(({ rule, mark }) => mark === '' && !own.has(rule))).toEqual([]);
});

test('every rule that code or a test names stands in the spec', () => {
  const unknown = [...cited('*.ts')].filter(([rule]) => !rules.includes(rule));
  expect(unknown).toEqual([]);
});

test('[UN1] the table of undo has a row for every command that is a host’s, and for no other', () => {
  const table = [...spec.matchAll(/^\| (`.*`) \| /gm)].flatMap(([, cell = '']) => {
    const names = [...cell.matchAll(/`([a-z.]+)`/g)].map(([, name = '']) => name);
    const family = names[0]?.split('.')[0] ?? '';
    return names.map((name) => (name.includes('.') ? name : `${family}.${name}`));
  });
  const commands = Object.keys(ACCESS) as (keyof typeof ACCESS)[];
  const ofHosts = commands.filter((type) => ACCESS[type].roles.includes('host') && !NO_PRESS.has(type));
  expect(table.sort()).toEqual([...ofHosts].sort());
});
