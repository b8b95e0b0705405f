import { judgingRules, MICRO_LECTURE, presetRules, type JudgingRules } from '@rostrum/domain';
import { PRESETS } from '@rostrum/scoring/presets';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import {
  countOf,
  fullMarks,
  newCriterion,
  rulesDraftOf,
  rulesOf,
  rulesProblems,
  textOf,
  type RulesDraft,
} from './rules-draft.ts';

const rubricIn = (draft: RulesDraft) => {
  const ballot = draft.set.panels[0]?.ballot;
  if (ballot?.kind !== 'marks') throw new Error('no rubric');
  return ballot.rubric;
};
const draft = (change: (one: RulesDraft) => void = () => undefined, from: JudgingRules = MICRO_LECTURE) => {
  const one = rulesDraftOf(from);
  change(one);
  return one;
};
const where = (change: (one: RulesDraft) => void, from = MICRO_LECTURE): string[] =>
  rulesProblems(draft(change, from)).map((one) => `${one.at} ${one.code}`);
const judgingBy = (id: string): JudgingRules => {
  const preset = PRESETS.find((one) => one.id === id);
  if (!preset) throw new Error(id);
  return { title: preset.name.zh, opens: 'with-talk', set: preset.rules };
};

it.each<[string, JudgingRules]>([
  ['ours', MICRO_LECTURE],
  ['ours in English', presetRules('en')],
  ...PRESETS.map((one): [string, JudgingRules] => [one.id, judgingBy(one.id)]),
  [
    'one with what no field shows',
    {
      ...judgingBy('judges-and-listeners'),
      opens: 'by-host',
      crowd: { listeners: 'hall' },
      set: {
        ...judgingBy('judges-and-listeners').set,
        bias: { deviation: 'sample', outlier: '1.8', rounding: { mode: 'truncate', decimals: 4 } },
        name: '校赛',
      },
    },
  ],
])('JU11: comes through the form unchanged: %s', (_name, rules) => {
  expect(rulesProblems(rulesDraftOf(rules))).toEqual([]);
  expect(rulesOf(rulesDraftOf(rules))).toEqual(rules);
  expect(v.parse(judgingRules, rulesOf(rulesDraftOf(rules)))).toEqual(rules);
});
it('leaves out names and hints that were emptied, and blanks around words', () => {
  const typed = draft((one) => {
    Object.assign(one, { title: ' 评分 ' });
    rubricIn(one).criteria = [{ ...newCriterion('c-1'), name: ' 内容 ', hint: ' ', max: '10.5' }];
  });
  expect(rulesProblems(typed)).toEqual([]);
  expect(rulesOf(typed).title).toBe('评分');
  expect(rulesOf(typed).set.panels[0]?.ballot).toEqual({
    kind: 'marks',
    rubric: { criteria: [{ id: 'c-1', name: '内容', min: '0', max: '10.5', step: '0.5', weight: '1' }] },
  });
});
it('says where and what is wrong, at the field', () => {
  const content = 'panels.judges.ballot.rubric.criteria.content';
  const first = (one: RulesDraft) => rubricIn(one).criteria[0]!;
  expect(where((one) => (one.title = ' '))).toEqual(['rubric missing']);
  expect(where((one) => (rubricIn(one).criteria = []))).toEqual(['panels.judges.ballot.rubric.criteria no-criteria']);
  expect(where((one) => (first(one).name = ''))).toEqual([`${content}.name missing`]);
  expect(where((one) => (first(one).max = '四十'))).toEqual([`${content}.max not-a-decimal`]);
  expect(where((one) => (first(one).max = '0'))).toEqual([`${content}.max empty-range`]);
  expect(where((one) => (first(one).step = '0.3'))).toEqual([`${content}.step range-not-in-steps`]);
  expect(where((one) => (first(one).base = '50'))).toEqual([`${content}.base base-not-a-mark`]);
  expect(where((one) => (one.set.rounding.decimals = NaN))).toEqual(['rounding.decimals wrong-kind']);
  expect(where((one) => (one.set.panels[0]!.pool = { kind: 'trimmed', trims: [], tooFew: 'mean' }))).toEqual([
    'panels.judges.pool.trims no-trims',
  ]);
  expect(where((one) => (one.set.time = { over: { kind: 'flat', freeSeconds: 0, points: '-1' } }))).toEqual([
    'time.over.points not-positive',
  ]);
  expect(where((one) => (one.set.ties = [{ by: 'panel', panel: 'votes' }]))).toEqual(['ties.0.panel unknown-panel']);
});
it('says what the domain says of who votes', () => {
  const picks = (one: RulesDraft): void =>
    void one.set.panels.push({ id: 'hall', weight: '1', ballot: { kind: 'picks', least: 1, most: 3 } });
  expect(where(picks)).toEqual(['panels.hall picks-need-voters']);
  const crowd = (one: RulesDraft) => (picks(one), (one.crowd = { hall: 'all' }));
  expect(where(crowd)).toEqual([]);
});
it('knows rules again that say the same, in whatever order their fields stand', () => {
  const [one, other] = [draft(), draft((changed) => Object.assign(changed, { opens: changed.opens }))];
  const { ballot, pool, ...rest } = other.set.panels[0]!;
  other.set.panels[0] = { ...rest, ...(pool ? { pool } : {}), ballot };
  expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
  expect(textOf(one)).toBe(textOf(other));
  other.set.panels[0].weight = '2';
  expect(textOf(one)).not.toBe(textOf(other));
});
it('takes counts and seconds as typed', () => {
  expect(['', '3', '0.5', '-1', 'x'].map(countOf)).toEqual([undefined, 3, 0.5, NaN, NaN]);
});
it('adds up full marks as far as they are figures', () => {
  expect(fullMarks(rubricIn(draft()))).toBe(100);
  expect(fullMarks(rubricIn(draft((one) => (rubricIn(one).criteria[0]!.weight = '0.1'))))).toBe(64);
  expect(fullMarks(rubricIn(draft((one) => (rubricIn(one).criteria[0]!.max = 'x'))))).toBeUndefined();
});
