import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact } from './exact.ts';
import { compareDecimals, formatDecimal, isDecimal } from './format.ts';
import type { RoundingMode } from './rounding.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.integer({ min: 0, max: 4 }))
  .map(([units, places]) => Exact.of(String(units)).dividedBy(Exact.of(`1${'0'.repeat(places)}`)));

describe('Exact', () => {
  it.each(['0', '7', '-7', '94.50', '0.001', '007.10'])('reads %s', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '+1',
    '1e3',
    ' 1',
    '1\n',
    '9,5',
    '９',
    'NaN',
    'Infinity',
    '1.2.3',
    '--1',
    '1'.repeat(41),
  ])('refuses %j', (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(() => Exact.of(text)).toThrow(RangeError);
  });

  it('writes what it read, without superfluous zeros, and fractions as fractions', () => {
    expect(Exact.of('94.50').toString()).toBe('94.5');
    expect(Exact.of('-0.50').toString()).toBe('-0.5');
    expect(Exact.of('100').toString()).toBe('100');
    expect(Exact.of('263').dividedBy(Exact.of('3')).toString()).toBe('263/3');
    expect(Exact.of('1').dividedBy(Exact.of('-8')).toString()).toBe('-0.125');
  });

  it('[SC1] does not know the errors of binary floating point', () => {
    const sum = Exact.sum(['0.1', '0.2'].map(Exact.of));
    expect(sum.compare(Exact.of('0.3'))).toBe(0);
    const thirds = (marks: string[]) => Exact.sum(marks.map(Exact.of)).dividedBy(Exact.of('3'));
    expect(thirds(['9.2', '9.3', '9.1']).compare(thirds(['9.1', '9.2', '9.3']))).toBe(0);
    expect(thirds(['9.2', '9.3', '9.1']).toString()).toBe('9.2');
  });

  it('obeys the laws of a field', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(a.plus(b).toString()).toBe(b.plus(a).toString());
        expect(a.plus(b).times(c).toString()).toBe(a.times(c).plus(b.times(c)).toString());
        expect(a.plus(b).minus(b).compare(a)).toBe(0);
        if (c.compare(Exact.zero) !== 0) {
          expect(a.dividedBy(c).times(c).compare(a)).toBe(0);
          expect(a.dividedBy(c).plus(b.dividedBy(c)).compare(a.plus(b).dividedBy(c))).toBe(0);
        }
      }),
    );
  });

  it('refuses to divide by zero', () => {
    expect(() => Exact.of('1').dividedBy(Exact.zero)).toThrow(RangeError);
  });
});

describe('rounding', () => {
  it.each<[string, number, RoundingMode, string]>([
    // GB/T 8170: to the even digit at exactly half.
    ['1.050', 1, 'half-even', '1.0'],
    ['0.35', 1, 'half-even', '0.4'],
    ['28.175', 2, 'half-even', '28.18'],
    ['28.165', 2, 'half-even', '28.16'],
    ['8.53459', 2, 'half-even', '8.53'],
    ['28.16500001', 2, 'half-even', '28.17'],
    // The two that binary floating point gets wrong.
    ['1.005', 2, 'half-up', '1.01'],
    ['92.145', 2, 'half-up', '92.15'],
    ['1.0049999', 2, 'half-up', '1.00'],
    ['0.5', 0, 'half-up', '1'],
    ['0.5', 0, 'half-even', '0'],
    ['1.5', 0, 'half-even', '2'],
    ['9.99', 1, 'truncate', '9.9'],
    ['9.99', 1, 'half-up', '10.0'],
    // On the absolute value: a negative number mirrors a positive one.
    ['-0.5', 0, 'half-up', '-1'],
    ['-1.005', 2, 'half-up', '-1.01'],
    ['-0.5', 0, 'half-even', '0'],
    ['-9.99', 1, 'truncate', '-9.9'],
    ['-0.04', 1, 'half-up', '0.0'],
    ['88', 2, 'half-up', '88.00'],
    ['263/3', 3, 'half-up', '87.667'],
    ['-2/3', 2, 'truncate', '-0.66'],
  ])('%s to %i decimals, %s, is %s', (value, places, mode, rounded) => {
    expect(formatDecimal(value, places, mode)).toBe(rounded);
  });

  it('moves a value by at most half a unit, and keeps order', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.integer({ min: 0, max: 3 }), (a, b, places) => {
        for (const mode of ['half-up', 'half-even', 'truncate'] as const) {
          const rounded = a.round({ mode, decimals: places });
          const error = rounded.minus(a);
          const bound = Exact.of(mode === 'truncate' ? '1' : '0.5').dividedBy(Exact.of(`1${'0'.repeat(places)}`));
          expect((error.isNegative ? Exact.zero.minus(error) : error).compare(bound)).toBeLessThanOrEqual(0);
          expect(rounded.round({ mode, decimals: places }).compare(rounded)).toBe(0);
          if (a.compare(b) <= 0) expect(rounded.compare(b.round({ mode, decimals: places }))).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('sorts decimal strings as numbers', () => {
    expect(['10', '9.5', '9.50', '-1'].sort(compareDecimals)).toEqual(['-1', '9.5', '9.50', '10']);
  });
});
