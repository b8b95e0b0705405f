import { describe, expect, it } from 'vitest';
import { biasOf } from './bias.ts';
import { Exact } from './exact.ts';
import { judges, oneMark, ruleSetOf } from './presets/build.ts';
import type { RuleSet } from './rules.ts';
import { score } from './score.ts';
import { correlation, spread } from './statistics.ts';
import { marked } from './testing/contests.ts';

const rules = (deviation: 'population' | 'sample'): RuleSet => ({
  ...ruleSetOf([judges(oneMark('0', '100', '1'), { kind: 'mean' }, 2)], 2),
  bias: { deviation, outlier: '1.2', rounding: { mode: 'half-up', decimals: 3 } },
});
const exact = (values: number[]) => values.map((value) => Exact.whole(value));

describe('[SC16] how judges compare', () => {
  it('spread by n or n − 1, and the square root, by hand', () => {
    const values = exact([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(spread(values, 'population')?.toString()).toBe('2');
    expect(spread(values, 'sample')?.toFixed({ mode: 'half-up', decimals: 6 })).toBe('2.138090');
    expect(spread(exact([7]), 'sample')).toBeUndefined();
    expect(Exact.of('2').root(10).toString()).toBe('1.4142135623');
    expect(() => Exact.of('-2').root(2)).toThrow(RangeError);
    const pairs = exact([1, 2, 3]).map((one, at) => [one, exact([2, 4, 7])[at] ?? one] as const);
    expect(correlation(pairs)?.toFixed({ mode: 'half-up', decimals: 4 })).toBe('0.9934');
  });

  it('names lenient, flat and disagreeing judges, and outliers', () => {
    const result = score(
      rules('population'),
      marked({ a: ['80', '90', '70'], b: ['70', '80', '70'], c: ['60', '70', '70'] }),
    );
    const report = biasOf(result, 'judges');
    expect(report?.judges).toEqual([
      {
        judge: 'j1',
        sheets: 3,
        mean: '70.000',
        spread: '8.165',
        leniency: '-5.000',
        correlation: '1.000',
        flat: false,
      },
      {
        judge: 'j2',
        sheets: 3,
        mean: '80.000',
        spread: '8.165',
        leniency: '10.000',
        correlation: '1.000',
        flat: false,
      },
      { judge: 'j3', sheets: 3, mean: '70.000', spread: '0.000', leniency: '-5.000', flat: true },
    ]);
    expect(report?.outliers).toEqual([
      { talk: 'a', judge: 'j2', total: '90', mean: '80.000' },
      { talk: 'a', judge: 'j3', total: '70', mean: '80.000' },
      { talk: 'b', judge: 'j2', total: '80', mean: '73.333' },
      { talk: 'c', judge: 'j1', total: '60', mean: '66.667' },
    ]);
  });

  it('ranks anew beside the official ranking when a severe judge saw only some', () => {
    // j1 and j2 agree on the order; j2 marks 20 lower and does not see a.
    const contest = marked(
      { a: ['80', '50'], b: ['84', '64'], c: ['76', '56'], d: ['72', '52'] },
      { a: { out: [{ panel: 'judges', judge: 'j2', reason: 'recused' }] } },
    );
    const result = score(rules('population'), contest);
    expect(result.ranking.map((one) => one.talk)).toEqual(['a', 'b', 'c', 'd']);
    const report = biasOf(result, 'judges');
    const ranks = report?.talks.map(({ talk, officialRank, rank }) => [talk, officialRank, rank]);
    expect(ranks).toEqual([
      ['a', 1, 2],
      ['b', 2, 1],
      ['c', 3, 3],
      ['d', 4, 4],
    ]);
    // The official result is as it was.
    expect(score(rules('population'), contest)).toEqual(result);
  });

  it('declares its deviation, and has nothing to say of tallies', () => {
    const result = score(rules('sample'), marked({ a: ['80'] }));
    expect(biasOf(result, 'judges')).toMatchObject({ deviation: 'sample', judges: [{ judge: 'j1', flat: true }] });
    expect(biasOf(result, 'nobody')).toBeUndefined();
  });
});
