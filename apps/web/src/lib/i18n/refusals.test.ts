import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { overwriteGetLocale, type Locale } from '#lib/paraglide/runtime.js';
import { REFUSAL_CODES, refusalText } from './refusals.ts';

const web = join(import.meta.dirname, '../../..');
const speak = (locale: Locale): void => overwriteGetLocale(() => locale);
afterEach(() => speak('zh'));

it('has a text for each entry of errors.json, and an entry for each text', () => {
  const entries = Object.keys(JSON.parse(readFileSync(join(web, 'messages/zh/errors.json'), 'utf8')) as object);
  const expected = [...REFUSAL_CODES, 'unknown'].map((code) => `errors_${code.replaceAll('-', '_')}`);
  expect(entries.sort()).toEqual(expected.sort());
});

it('has a text for each code that the domain refuses with', () => {
  const domain = join(web, '../../packages/domain/src');
  const sources = existsSync(domain) ? readdirSync(domain, { recursive: true, encoding: 'utf8' }) : [];
  const codes = sources
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(domain, file), 'utf8').matchAll(/refuse\('([a-z-]+)'/g)].map((hit) => hit[1]),
    );
  expect(codes.filter((code) => code !== undefined && !REFUSAL_CODES.includes(code))).toEqual([]);
});

it('fills in the details and never shows an empty one', () => {
  speak('en');
  expect(refusalText('stage-full', { limit: 6 })).toContain('6 people');
  expect(refusalText('stage-full')).not.toMatch(/undefined|\{/);
  expect(refusalText('brand-new-code')).toContain('brand-new-code');
  speak('zh');
  expect(refusalText('stage-full', { limit: 6 })).toContain('6 人');
});
