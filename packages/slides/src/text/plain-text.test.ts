import { expect, test } from 'vitest';
import { SUPPLEMENT_RADICALS } from './cjk-radicals.ts';
import { plainText } from './plain-text.ts';

test('radicals become the characters that they look like', () => {
  expect(plainText('首⻚ ⻓江 ⻢⾯ ⼀⼆⼈')).toBe('首页 长江 马面 一二人');
});

test('every radical of the supplement but ⺀, which is none, has an ideograph outside the radical blocks', () => {
  expect(SUPPLEMENT_RADICALS.size).toBe(114);
  for (const [radical, ideograph] of SUPPLEMENT_RADICALS) {
    expect(radical).toMatch(/^[\u2e80-\u2ef3]$/u);
    expect(ideograph).toMatch(/^\p{Unified_Ideograph}$/u);
  }
});

test('ligatures and full-width letters are folded, controls and private-use glyphs dropped, lines kept', () => {
  expect(plainText('e\ufb03cient ２０２６\u0000\ue123 \r\n  x  \n\n\n\ny\n')).toBe('efficient 2026\n  x\n\ny');
});
