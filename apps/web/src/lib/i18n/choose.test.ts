import { describe, expect, it } from 'vitest';
import { accepted, chooseLocale } from './choose.ts';

const nothing = { query: null, cookie: undefined, acceptLanguage: null };

describe('choice of language', () => {
  it('takes the explicit wish, the session, the cookie, the browser, in this order', () => {
    const all = { query: 'en', session: 'zh', cookie: 'zh', acceptLanguage: 'zh' } as const;
    expect(chooseLocale(all)).toBe('en');
    expect(chooseLocale({ ...all, query: null, cookie: 'en' })).toBe('zh');
    expect(chooseLocale({ ...nothing, cookie: 'en', acceptLanguage: 'zh-CN' })).toBe('en');
    expect(chooseLocale({ ...nothing, acceptLanguage: 'en-GB,en;q=0.9' })).toBe('en');
    expect(chooseLocale(nothing)).toBe('zh');
    expect(chooseLocale({ ...nothing, query: 'fr', cookie: 'xx', acceptLanguage: 'fr' })).toBe('zh');
  });

  it('weighs Accept-Language', () => {
    expect(accepted('en;q=0.4, zh-TW;q=0.8')).toBe('zh');
    expect(accepted('de, en;q=0')).toBeUndefined();
  });
});
