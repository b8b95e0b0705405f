import { describe, expect, it } from 'vitest';
import { deductionFor } from './time-rule.ts';
import type { TimeRule } from './time-rule.ts';

const flat: TimeRule = { kind: 'flat', freeSeconds: 10, points: '0.2' };
const perTen: TimeRule = { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 10, points: '0.1' };
const capped: TimeRule = { kind: 'per-started-unit', freeSeconds: 15, unitSeconds: 30, points: '0.5', cap: '1.2' };

describe('deductionFor', () => {
  it.each([
    [flat, 0, undefined],
    [flat, 10, undefined],
    [flat, 10.001, '0.2'],
    [flat, 600, '0.2'],
    [perTen, 0, undefined],
    [perTen, 0.001, '0.1'],
    [perTen, 10, '0.1'],
    [perTen, 10.001, '0.2'],
    // Three tenths are 0.3, not 0.30000000000000004.
    [perTen, 30, '0.3'],
    [capped, 15, undefined],
    [capped, 45, '0.5'],
    [capped, 46, '1'],
    [capped, 76, '1.2'],
    [capped, 6000, '1.2'],
    [perTen, -5, undefined],
    [perTen, Number.NaN, undefined],
  ] as const)('%j at %d s: %s', (rule, seconds, points) => {
    expect(deductionFor(rule, seconds)?.points).toBe(points);
  });

  it('says how it came about', () => {
    expect(deductionFor(capped, 76.5)).toEqual({
      points: '1.2',
      rule: capped,
      seconds: 76.5,
      chargedSeconds: 61.5,
      units: 3,
      capped: true,
    });
  });
});
