import { describe, expect, it } from 'vitest';
import { parseRules } from './parse-rules.ts';
import { PRESETS } from './presets/index.ts';
import type { RuleSet } from './rules.ts';
import { rulesOf } from './testing/contests.ts';
import { phrasesOf, sayRuleProblem } from './words/index.ts';

/** A sound rule set with some of it in the stead of what it had. */
function changed(change: (rules: RuleSet) => object): unknown {
  const rules = rulesOf('votes-by-rank');
  return { ...rules, ...change(rules) };
}

function problemsOf(data: unknown): string[] {
  const parsed = parseRules(data);
  return parsed.ok ? [] : parsed.problems.map(({ problem, at }) => `${problem} ${at}`);
}

const withPanel = (change: object) =>
  changed(({ panels: [judges, ...rest] }) => ({ panels: [{ ...judges, ...change }, ...rest] }));

describe('[SC6] what is wrong with a rule set is named, with its place', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['not-a-rule-set ']],
    ['a list', [], ['not-a-rule-set ']],
    ['a later version', { version: 3 }, ['unknown-version version']],
    ['fields missing', { version: 2 }, ['missing-field panels', 'missing-field rounding']],
    ['a field unknown', changed(() => ({ extra: 1 })), ['unknown-field extra']],
    ['a number for a decimal', withPanel({ weight: 0.7 }), ['wrong-kind panels.judges.weight']],
    ['a word for a decimal', withPanel({ weight: 'half' }), ['not-a-decimal panels.judges.weight']],
    ['a negative weight', withPanel({ weight: '-1' }), ['negative-weight panels.judges.weight']],
    ['no panels', changed(() => ({ panels: [] })), ['no-panels panels']],
    [
      'the same panel twice',
      changed(({ panels: [one] }) => ({ panels: [one, one] })),
      ['duplicate-panel panels.judges'],
    ],
    ['no pool', withPanel({ pool: undefined }), ['wrong-kind panels.judges.pool']],
    [
      'a trim that leaves nothing',
      withPanel({ pool: { kind: 'trimmed', trims: [{ from: 2, high: 1, low: 1 }], tooFew: 'mean' } }),
      ['trim-leaves-nothing panels.judges.pool.trims.0'],
    ],
    [
      'places that earn more further down',
      withPanel({ ballot: { kind: 'places', points: ['1', '3'] } }),
      ['points-rise panels.judges.ballot.points'],
    ],
    [
      'a tie that goes by no panel',
      changed(() => ({ ties: [{ by: 'panel', panel: 'x' }] })),
      ['unknown-panel ties.0.panel'],
    ],
    [
      'a tie by no more decimals',
      changed(() => ({ ties: [{ by: 'decimals', upTo: 2 }] })),
      ['no-more-decimals ties.0.upTo'],
    ],
    [
      'a tie by an unknown criterion',
      changed(() => ({ ties: [{ by: 'criterion', panel: 'judges', criterion: 'x' }] })),
      ['unknown-criterion ties.0.criterion'],
    ],
    [
      'the shortest above the longest',
      changed(() => ({ time: { shortest: 600, longest: 480 } })),
      ['shortest-above-longest time.shortest'],
    ],
    [
      'steps of time that do not rise',
      changed(() => ({
        time: {
          longest: 1,
          over: {
            kind: 'stepped',
            steps: [
              { from: 9, points: '1' },
              { beyond: 3, points: '2' },
            ],
          },
        },
      })),
      ['steps-not-rising time.over.steps.1'],
    ],
    [
      'awards to more than all',
      changed(({ awards }) => ({ awards: { ...awards, limit: { share: '1.1', round: 'down' } } })),
      ['share-not-a-part awards.limit.share'],
    ],
    [
      'a tier that takes all before another',
      changed(({ awards }) => ({ awards: { ...awards, tiers: [{ id: 'all' }, { id: 'none' }] } })),
      ['tier-takes-all awards.tiers.none'],
    ],
    [
      'deductions from totals that there are none of',
      changed(() => ({ adjust: { at: { stage: 'judge', panel: 'votes' } } })),
      ['no-totals-to-adjust adjust.at.stage'],
    ],
  ])('%s', (_, data, problems) => {
    expect(problemsOf(data)).toEqual(problems);
  });

  it('every problem can be said in both languages', () => {
    const parsed = parseRules(changed(() => ({ panels: [], ties: [{ by: 'panel', panel: 'x' }] })));
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems.map((one) => sayRuleProblem(one, phrasesOf('en')))).toEqual([
      'panels: are none',
      'ties.0.panel: names no panel (panel x)',
    ]);
    expect(problems.map((one) => sayRuleProblem(one, phrasesOf('zh')))[0]).toBe('panels: 没有评委组');
  });

  it('presets have ids of their own', () => {
    expect(new Set(PRESETS.map((preset) => preset.id)).size).toBe(PRESETS.length);
  });
});
