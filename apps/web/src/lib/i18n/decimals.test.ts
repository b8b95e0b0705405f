import { expect, it } from 'vitest';
import { alignDecimals, bySize, isZero } from './decimals.ts';

it('brings figures to the same decimals without changing them', () => {
  expect(alignDecimals(['94.9', '93.60', '95', '100.00'])).toEqual(['94.90', '93.60', '95.00', '100.00']);
  expect(alignDecimals(['94', '95'])).toEqual(['94', '95']);
  expect(alignDecimals(['-0.2', '94.62'])).toEqual(['−0.20', '94.62']);
});

it('knows nought however it is written', () => {
  expect(['0', '0.00', '-0.0', ''].map(isZero)).toEqual([true, true, true, true]);
  expect(['0.20', '10', '-1'].map(isZero)).toEqual([false, false, false]);
});

it('sorts by size and not by letters', () => {
  expect(['100.00', '9.5', '94.62'].sort(bySize)).toEqual(['9.5', '94.62', '100.00']);
});
