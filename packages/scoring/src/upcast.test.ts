import { describe, expect, it } from 'vitest';
import { parseRules } from './parse-rules.ts';
import type { FirstTalk } from './testing/first-talk.ts';
import { scoreFirst as scoreTalk } from './testing/first-talk.ts';
import type { FirstRules as RuleSet } from './upcast.ts';
import { upcastRules } from './upcast.ts';

const threeDecimals = { mode: 'half-up', decimals: 3 } as const;
const rules: RuleSet = {
  rubric: { criteria: [{ id: 'all', min: '0', max: '100', step: '0.01', weight: '1' }] },
  trim: { high: 1, low: 1, tooFew: 'mean' },
  rounding: { mean: threeDecimals, total: threeDecimals },
};

function talk(marks: readonly string[], expected = marks.length, deductions: FirstTalk['deductions'] = []): FirstTalk {
  return {
    talk: 't',
    sheets: marks.map((all, index) => ({ judge: `j${index + 1}`, marks: { all } })),
    expectedJudges: Array.from({ length: expected }, (_, index) => `j${index + 1}`),
    deductions,
  };
}

describe('[SC5] a rule set of the first shape', () => {
  it('is read as one of the second', () => {
    expect(parseRules(rules)).toEqual({ ok: true, rules: upcastRules(rules) });
  });

  it.each([
    [['88', '90', '85', '99', '60'], '87.667'],
    [['90', '93', '96', '99', '99'], '96.000'],
    [['90', '90', '90', '90', '90'], '90.000'],
    [['0', '50', '100'], '50.000'],
  ])('%j, one dropped at each end, is %s', (marks, mean) => {
    const result = scoreTalk(rules, talk(marks));
    expect(result).toMatchObject({ state: 'complete', mean, total: mean, missing: [] });
  });

  it('strikes out one copy of a duplicate, and says whose', () => {
    const { judgeTotals } = scoreTalk(rules, talk(['90', '93', '96', '99', '99']));
    expect(judgeTotals).toEqual([
      { judge: 'j1', total: '90', dropped: 'lowest' },
      { judge: 'j2', total: '93' },
      { judge: 'j3', total: '96' },
      { judge: 'j4', total: '99', dropped: 'highest' },
      { judge: 'j5', total: '99' },
    ]);
  });

  it('drops two and two of eight', () => {
    const eight = { ...rules, trim: { high: 2, low: 2, tooFew: 'none' as const } };
    const result = scoreTalk(eight, talk(['9.1', '9.2', '9.3', '9.4', '9.5', '9.6', '9.7', '9.8']));
    expect(result.mean).toBe('9.450');
    expect(result.judgeTotals.filter((total) => total.dropped)).toHaveLength(4);
  });

  it('[SC2] is provisional while a sheet is missing: the plain mean, nothing struck out', () => {
    const result = scoreTalk(rules, talk(['88', '90', '85', '99'], 5));
    expect(result).toMatchObject({ state: 'provisional', mean: '90.500', total: '90.500', missing: ['j5'] });
    expect(result.judgeTotals.every((total) => total.dropped === undefined)).toBe(true);
    expect(result.explanation).toContainEqual({
      kind: 'not-trimmed',
      panel: 'judges',
      because: 'provisional',
      sheets: 4,
      high: 1,
      low: 1,
    });
  });

  it('has no number without a sheet', () => {
    const result = scoreTalk(rules, talk([], 5));
    expect(result).toMatchObject({ state: 'none', judgeTotals: [], deductionTotal: '0' });
    expect(result.mean).toBeUndefined();
    expect(result.total).toBeUndefined();
    expect(scoreTalk(rules, talk([], 0)).state).toBe('none');
  });

  it('[SC2] does with too few marks what the rules say', () => {
    expect(scoreTalk(rules, talk(['80', '90'])).mean).toBe('85.000');
    const strict = { ...rules, trim: { ...rules.trim, tooFew: 'none' as const } };
    const result = scoreTalk(strict, talk(['80', '90']));
    expect(result.state).toBe('complete');
    expect(result.total).toBeUndefined();
    expect(result.explanation).toContainEqual({ kind: 'no-result', panel: 'judges', because: 'too-few' });
  });

  it('takes a mark of 0 for a mark, and leaves a judge who is not expected out of the denominator', () => {
    const plain = { ...rules, trim: { high: 0, low: 0, tooFew: 'mean' as const } };
    expect(scoreTalk(plain, talk(['0', '90'])).mean).toBe('45.000');
    const recused = scoreTalk(plain, talk(['80', '90', '10'], 2));
    expect(recused).toMatchObject({ state: 'complete', mean: '85.000' });
    expect(recused.explanation[0]).toEqual({ kind: 'not-counted', panel: 'judges', judge: 'j3' });
  });

  it('takes deductions off after trimming, exactly, below zero if it must', () => {
    const late = [
      { id: 'd1', points: '0.2', reason: 'over-time' },
      { id: 'd2', points: '0.10', reason: 'dress' },
    ];
    const result = scoreTalk(rules, talk(['88', '90', '85', '99', '60'], 5, late));
    expect(result).toMatchObject({ mean: '87.667', deductionTotal: '0.3', total: '87.367' });
    expect(scoreTalk(rules, talk(['0.1'], 1, late)).total).toBe('-0.200');
  });

  it('weighs criteria and rounds a judge only where the rules say so', () => {
    const weighted: RuleSet = {
      rubric: {
        criteria: [
          { id: 'content', min: '0', max: '10', step: '0.1', weight: '0.45' },
          { id: 'language', min: '0', max: '10', step: '0.1', weight: '0.55' },
        ],
      },
      trim: { high: 0, low: 0, tooFew: 'mean' },
      rounding: { mean: threeDecimals, total: threeDecimals },
    };
    const input = {
      ...talk([], 1),
      sheets: [{ judge: 'j1', marks: { content: '9.1', language: '8.3' } }],
    };
    expect(scoreTalk(weighted, input).judgeTotals).toEqual([{ judge: 'j1', total: '8.66' }]);
    const oneDecimal: RuleSet = {
      ...weighted,
      rounding: { ...weighted.rounding, judge: { mode: 'half-even', decimals: 1 } },
    };
    expect(scoreTalk(oneDecimal, input)).toMatchObject({
      judgeTotals: [{ judge: 'j1', total: '8.7' }],
      mean: '8.700',
    });
  });

  it('[SC1] never rounds a value twice', () => {
    const coarse: RuleSet = {
      ...rules,
      rubric: { criteria: [{ id: 'all', min: '0', max: '100', step: '0.0001', weight: '1' }] },
      rounding: { mean: threeDecimals, total: { mode: 'half-up', decimals: 2 } },
    };
    // 28.1649 to three decimals is 28.165, which would go on to 28.17; once, it is 28.16.
    expect(scoreTalk(coarse, talk(['28.1649']))).toMatchObject({ mean: '28.165', total: '28.16' });
  });

  it('[SC4] explains every step as data', () => {
    const result = scoreTalk(rules, talk(['90', '80', '85'], 3, [{ id: 'd', points: '1', reason: 'over-time' }]));
    expect(result.explanation.slice(0, 1)).toEqual([
      {
        kind: 'judge-total',
        panel: 'judges',
        judge: 'j1',
        parts: [{ criterion: 'all', mark: '90', weight: '1', points: '90' }],
        exact: '90',
        total: '90',
      },
    ]);
    expect(result.explanation.slice(3)).toEqual([
      { kind: 'dropped', panel: 'judges', end: 'highest', judge: 'j1', total: '90' },
      { kind: 'dropped', panel: 'judges', end: 'lowest', judge: 'j2', total: '80' },
      {
        kind: 'mean',
        panel: 'judges',
        totals: ['85'],
        sum: '85',
        count: 1,
        exact: '85',
        mean: '85.000',
        rounding: threeDecimals,
      },
      { kind: 'deduction', id: 'd', reason: 'over-time', points: '1' },
      { kind: 'total', base: '85.000', deducted: '1', exact: '84', total: '84.000', rounding: threeDecimals },
    ]);
  });

  it('refuses to guess', () => {
    expect(() => scoreTalk(rules, talk(['101']))).toThrow('sheet of j1, talk t, all: out-of-range');
    const twice = talk(['80']);
    expect(() => scoreTalk(rules, { ...twice, sheets: [...twice.sheets, ...twice.sheets] })).toThrow(RangeError);
  });
});
