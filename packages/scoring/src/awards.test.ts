import { describe, expect, it } from 'vitest';
import type { AwardRules } from './ranking-rules.ts';
import { score } from './score.ts';
import { marked, rulesOf } from './testing/contests.ts';
import type { RuleSet } from './rules.ts';

const base = rulesOf('three-judges');
const tiers: AwardRules['tiers'] = [
  { id: 'first', most: { count: 1 } },
  { id: 'second', most: { count: 2 } },
  { id: 'third', most: { count: 3 } },
];

/** Who gets what, for talks a, b, c, … with these totals. */
function awarded(totals: readonly number[], awards: AwardRules, more: Partial<RuleSet> = {}): Record<string, string> {
  const marks = Object.fromEntries(totals.map((total, at) => [String.fromCharCode(97 + at), [String(total)]]));
  const result = score({ ...base, ...more, awards }, marked(marks));
  return Object.fromEntries(result.awards.map(({ award, talks }) => [award, talks.join('')]));
}

describe('[SC11] awards', () => {
  it('a tie shares its tier, and its seats are missing below', () => {
    const rules: AwardRules = { tiers, sharing: 'takes-from-below', overfull: 'share' };
    expect(awarded([99, 99, 98, 97, 96, 95, 94], rules)).toEqual({ first: 'ab', second: 'c', third: 'def' });
    expect(awarded([99, 98, 98, 98, 96, 95, 94], rules)).toEqual({ first: 'a', second: 'bcd', third: 'ef' });
    expect(awarded([99, 99, 99, 99, 96, 95, 94], rules)).toEqual({ first: 'abcd', second: '', third: 'ef' });
  });

  it('or every tier keeps its own', () => {
    const rules: AwardRules = { tiers, sharing: 'extra', overfull: 'share' };
    expect(awarded([99, 99, 98, 97, 96, 95, 94, 93], rules)).toEqual({ first: 'ab', second: 'cd', third: 'efg' });
  });

  it('or a tie that does not fit steps down, together', () => {
    const rules: AwardRules = { tiers, sharing: 'takes-from-below', overfull: 'step-down' };
    expect(awarded([99, 99, 98, 97, 96, 95, 94], rules)).toEqual({ first: '', second: 'ab', third: 'cde' });
  });

  it('by threshold, and by quota of all that were entered', () => {
    const byTotal: AwardRules = {
      tiers: [
        { id: 'gold', atLeast: '90' },
        { id: 'silver', atLeast: '80' },
      ],
      sharing: 'extra',
      overfull: 'share',
    };
    expect(awarded([95, 90, 89.99, 80, 79.99], byTotal)).toEqual({ gold: 'ab', silver: 'cd' });
    const quota = (round: 'down' | 'half-up' | 'up'): AwardRules => ({
      tiers: [{ id: 'first', most: { share: '0.3', round } }],
      sharing: 'extra',
      overfull: 'share',
    });
    expect(
      [quota('down'), quota('half-up'), quota('up')].map((rules) => awarded([9, 8, 7, 6, 5, 4, 3], rules)['first']),
    ).toEqual(['ab', 'ab', 'abc']);
  });

  it('never to more than the limit, a tie at its border included', () => {
    const rules: AwardRules = {
      tiers: [{ id: 'prize' }],
      limit: { share: '0.3', round: 'down' },
      sharing: 'takes-from-below',
      overfull: 'step-down',
    };
    expect(awarded([99, 98, 97, 96, 95, 94, 93, 92, 91, 90], rules)).toEqual({ prize: 'abc' });
    expect(awarded([99, 98, 97, 97, 95, 94, 93, 92, 91, 90], rules)).toEqual({ prize: 'ab' });
  });

  it('the best in a criterion, whoever ties', () => {
    const special = [{ id: 'voice', panel: 'judges', criterion: 'total' }];
    const rules: AwardRules = { tiers: [], sharing: 'extra', overfull: 'share', special };
    expect(awarded([90, 95, 95, 80], rules)).toEqual({ voice: 'bc' });
  });

  it('[SC12] the best so many go on; a tie at the border goes on together or stays', () => {
    const advancing = (overfull: 'share' | 'step-down') => {
      const rules: RuleSet = { ...base, advance: { most: { count: 2 }, overfull } };
      return score(rules, marked({ a: ['90'], b: ['80'], c: ['80'], d: ['70'] })).advancing;
    };
    expect(advancing('share')).toEqual(['a', 'b', 'c']);
    expect(advancing('step-down')).toEqual(['a']);
  });
});
