import { judgingRules, MICRO_LECTURE, presetRules, type JudgingRules } from '@rostrum/domain';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { fullMarks, newCriterion, rulesDraftOf, rulesOf, rulesProblems } from './rules-draft.ts';

const draft = (change: (one: ReturnType<typeof rulesDraftOf>) => void = () => undefined) => {
  const one = structuredClone(rulesDraftOf(MICRO_LECTURE));
  change(one);
  return one;
};
const where = (change: Parameters<typeof draft>[0]): string[] =>
  rulesProblems(draft(change)).map((one) => `${one.at} ${one.code}`);

it.each<[string, JudgingRules]>([
  ['the preset', MICRO_LECTURE],
  ['the English preset', presetRules('en')],
  [
    'one with everything that the form does not show',
    {
      ...MICRO_LECTURE,
      rounding: { ...MICRO_LECTURE.rounding, judge: { mode: 'truncate', decimals: 1 } },
      underTime: { shortest: 300, rule: { kind: 'flat', freeSeconds: 0, points: '1' } },
      overTime: { kind: 'flat', freeSeconds: 10, points: '0.5' },
    },
  ],
])('comes through the form unchanged: %s', (_name, rules) => {
  expect(rulesProblems(rulesDraftOf(rules))).toEqual([]);
  expect(rulesOf(rulesDraftOf(rules))).toEqual(rules);
});
it('makes rules that the domain takes, from figures as they are typed', () => {
  const typed = draft((one) => {
    one.criteria = [{ ...newCriterion('c-1'), name: ' 内容 ', max: '１０,５', weight: '2' }];
    one.overTime = 'per-started-unit';
    one.cap = '';
    one.high = ' 2 ';
  });
  expect(rulesProblems(typed)).toEqual([]);
  const rules = rulesOf(typed);
  expect(v.safeParse(judgingRules, rules).success).toBe(true);
  expect(rules.rubric.criteria[0]).toMatchObject({ name: '内容', max: '10.5' });
  expect(rules.trim.high).toBe(2);
  expect(rules.overTime).not.toHaveProperty('cap');
});
it('says where and what is wrong', () => {
  expect(where((one) => (one.title = ' '))).toEqual(['rubric missing']);
  expect(where((one) => (one.criteria = []))).toEqual(['criteria no-criteria']);
  expect(where((one) => (one.criteria[0]!.max = '四十'))).toEqual(['criteria.content.max not-a-number']);
  expect(where((one) => (one.criteria[0]!.max = '0'))).toEqual(['criteria.content.max empty-range']);
  expect(where((one) => (one.criteria[0]!.step = '0.3'))).toEqual(['criteria.content.step range-not-in-steps']);
  expect(where((one) => (one.decimals = '7'))).toEqual(['decimals out-of-range']);
  expect(where((one) => (one.points = '-1'))).toEqual(['points not-a-number']);
  expect(where((one) => Object.assign(one, { overTime: 'none', points: 'x' }))).toEqual([]);
});
it('adds up full marks as far as they are figures', () => {
  expect(fullMarks(draft())).toBe(100);
  expect(fullMarks(draft((one) => (one.criteria[0]!.weight = '0.1')))).toBe(64);
  expect(fullMarks(draft((one) => (one.criteria[0]!.max = 'x')))).toBeUndefined();
});
