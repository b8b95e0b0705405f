import { expect, it } from 'vitest';
import { figureSize } from './figures.ts';

it('makes long figures smaller, short ones no larger than asked', () => {
  expect(figureSize('94.62', 1000, 32)).toBe(32);
  expect(figureSize('100.00', 90, 32)).toBeLessThan(figureSize('94.62', 90, 32));
});
