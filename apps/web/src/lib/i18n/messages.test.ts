import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../messages');
type Variants = readonly {
  readonly declarations: readonly string[];
  readonly match: Readonly<Record<string, string>>;
}[];
type Messages = Readonly<Record<string, string | Variants>>;

const areas = readdirSync(join(root, 'zh'));
const read = (locale: string, area: string): Messages =>
  JSON.parse(readFileSync(join(root, locale, area), 'utf8')) as Messages;
const texts = (message: string | Variants): string[] =>
  typeof message === 'string' ? [message] : message.flatMap((one) => Object.values(one.match));
const placeholders = (message: string | Variants): string[] =>
  [...new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? '')))].sort();

/** All that the pages are made of, but for the catalogue's own output and tests. */
const sources = readdirSync(join(root, '../src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts') && !/\bparaglide\b/.test(path))
  .map((path) => readFileSync(join(root, '../src', path), 'utf8'))
  .join('\n');

describe('message catalogue', () => {
  it('has the same files in both languages, each known to the compiler', () => {
    const settings = readFileSync(join(root, '../project.inlang/settings.json'), 'utf8');
    expect(readdirSync(join(root, 'en'))).toEqual(areas);
    for (const area of areas) expect(settings).toContain(`{locale}/${area}`);
  });

  it.each(areas)('%s says the same things in both languages', (area) => {
    const [zh, en] = [read('zh', area), read('en', area)];
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    const prefix = `${area.replace('.json', '')}_`;
    for (const [key, message] of Object.entries(zh)) {
      expect(key.startsWith(prefix), `${key} begins with ${prefix}`).toBe(true);
      expect({ key, uses: placeholders(en[key] ?? '') }).toEqual({ key, uses: placeholders(message) });
      for (const text of [...texts(message), ...texts(en[key] ?? '')]) expect(text.trim(), key).not.toBe('');
    }
  });

  it.each(areas)('%s holds nothing that no screen says', (area) => {
    const said = new Set(sources.match(/\b[a-z]+_\w+/g));
    expect(Object.keys(read('zh', area)).filter((key) => !said.has(key))).toEqual([]);
  });

  it.each(areas)('%s: every English plural has its general form', (area) => {
    for (const [key, message] of Object.entries(read('en', area))) {
      if (typeof message === 'string') continue;
      for (const one of message)
        expect(
          Object.keys(one.match).some((match) => match.endsWith('=*')),
          key,
        ).toBe(true);
    }
  });
});
