import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachment, displayName } from './file-names.ts';

describe('the name of a file', () => {
  it.each([
    ['微党课《一封家书》.pdf', '微党课《一封家书》.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\甲\\讲稿.pptx', '讲稿.pptx'],
    ['a\u202efdp.exe', 'a fdp.exe'],
    ['line\nbreak\u2028.pdf', 'line break .pdf'],
    ['e\u0301.pdf', 'é.pdf'],
    ['👩‍🏫.pdf', '👩‍🏫.pdf'],
    ['', 'deck'],
    ['  ', 'deck'],
    ['..', 'deck'],
    ['a/', 'deck'],
    ['\ud800', 'deck'],
  ])('%j is shown as %j', (given, shown) => {
    expect(displayName(given)).toBe(shown);
  });

  it('keeps its ending when it is too long', () => {
    const shown = [...displayName(`${'党'.repeat(400)}.pdf`)];
    expect(shown.length).toBe(200);
    expect(shown.join('')).toMatch(/^党+….pdf$/);
  });

  it('is never empty, never longer than an event holds, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const shown = displayName(given);
        expect([...shown].length).toBeGreaterThan(0);
        expect([...shown].length).toBeLessThanOrEqual(200);
        expect(shown.trim()).toBe(shown);
        expect(shown).not.toMatch(/[/\\\p{Cc}]/u);
      }),
    );
  });

  it('goes into a header whole, and in letters that old readers know', () => {
    expect(attachment(`家书 "1" (终).pdf`)).toBe(
      `attachment; filename="__ _1_ (_).pdf"; filename*=UTF-8''%E5%AE%B6%E4%B9%A6%20%221%22%20%28%E7%BB%88%29.pdf`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (given) => {
        const name = displayName(given);
        const [, plain, whole] =
          /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w.!~$&+^`|#%-]*)$/.exec(attachment(name)) ?? [];
        expect(plain).toMatch(/^[\x20-\x7e]+$/);
        expect(decodeURIComponent(whole ?? '')).toBe(name);
      }),
    );
  });
});
