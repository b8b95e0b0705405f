import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { overwriteGetLocale, type Locale } from '#lib/paraglide/runtime.js';
import { REFUSAL_CODES, refusalText } from './refusals.ts';

const web = join(import.meta.dirname, '../../..');
const speak = (locale: Locale): void => overwriteGetLocale(() => locale);
afterEach(() => speak('zh'));

it('has a text for each entry of errors.json, and an entry for each text', () => {
  const entries = Object.keys(JSON.parse(readFileSync(join(web, 'messages/zh/errors.json'), 'utf8')) as object);
  const source = readFileSync(join(import.meta.dirname, 'refusals.ts'), 'utf8');
  const used = new Set([...source.matchAll(/m\.(errors_[a-z_]+)\(/g)].map((hit) => hit[1]));
  expect(entries.sort()).toEqual([...used].sort());
  for (const locale of ['zh', 'en'] as const) {
    speak(locale);
    for (const code of REFUSAL_CODES) expect(refusalText(code), `${locale} ${code}`).toMatch(/[。.]$|…/);
  }
});

const codesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(pattern)].map((hit) => hit[1] ?? ''));
/** Asked of by our own pages' scripts alone, which never show the answer as words. */
const UNSAID = ['bad-query', 'withdrawn'];

it.each([
  ['the domain', '../../packages/domain/src', /refuse\('([a-z-]+)'/g],
  ['the server', '../server/src', /ok: false, code: '([a-z-]+)'/g],
  ['the connection of a screen', 'src/lib/sync', /ok: false, code: '([a-z-]+)'/g],
  ['the join page', 'src/lib/server', /refusal: \{ code: '([a-z-]+)'/g],
])('has a text for each code with which %s refuses', (_who, folder, pattern) => {
  const codes = codesIn(join(web, folder), pattern);
  expect(codes.length).toBeGreaterThan(0);
  expect([...new Set(codes)].filter((code) => !REFUSAL_CODES.includes(code) && !UNSAID.includes(code))).toEqual([]);
});

it('says of a press without network whether it had left the device', () => {
  speak('en');
  expect(refusalText('offline')).toContain('nothing was done');
  expect(refusalText('offline', { sent: 1 })).not.toContain('nothing was done');
});

it('fills in the details and never shows an empty one', () => {
  speak('en');
  expect(refusalText('stage-full', { limit: 6 })).toContain('6 people');
  expect(refusalText('stage-full')).not.toMatch(/undefined|\{/);
  expect(refusalText('brand-new-code')).toContain('brand-new-code');
  speak('zh');
  expect(refusalText('stage-full', { limit: 6 })).toContain('6 人');
});
