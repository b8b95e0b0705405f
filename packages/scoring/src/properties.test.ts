import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Exact } from './exact.ts';
import { rankTalks } from './rank.ts';
import type { RoundingMode } from './rounding.ts';
import type { FirstTalk as TalkInput } from './testing/first-talk.ts';
import { scoreFirst as scoreTalk } from './testing/first-talk.ts';
import type { FirstRules as RuleSet } from './upcast.ts';

const CRITERIA = ['content', 'language', 'presence'];

/** Marks as whole tenths, so that tests can do sums on them. */
const tenths = fc.integer({ min: 0, max: 100 });
const sheetTenths = fc.array(tenths, { minLength: CRITERIA.length, maxLength: CRITERIA.length });
const panel = fc.array(sheetTenths, { minLength: 1, maxLength: 9 });

const roundings = fc.record({
  mode: fc.constantFrom<RoundingMode>('half-up', 'half-even', 'truncate'),
  decimals: fc.integer({ min: 0, max: 4 }),
});
const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    weights: fc.array(fc.constantFrom('1', '0.4', '0.25', '0'), { minLength: 3, maxLength: 3 }),
    high: fc.integer({ min: 0, max: 2 }),
    low: fc.integer({ min: 0, max: 2 }),
    tooFew: fc.constantFrom('mean' as const, 'none' as const),
    judge: fc.option(roundings, { nil: undefined }),
    mean: roundings,
    total: roundings,
  })
  .map(({ weights, high, low, tooFew, judge, mean, total }) => ({
    rubric: {
      criteria: CRITERIA.map((id, at) => ({ id, min: '0', max: '10', step: '0.1', weight: weights[at] ?? '1' })),
    },
    trim: { high, low, tooFew },
    rounding: { ...(judge && { judge }), mean, total },
  }));

function input(marks: number[][]): TalkInput {
  const sheets = marks.map((row, judge) => ({
    judge: `j${judge}`,
    marks: Object.fromEntries(CRITERIA.map((id, at) => [id, ((row[at] ?? 0) / 10).toFixed(1)])),
  }));
  return { talk: 't', sheets, expectedJudges: sheets.map(({ judge }) => judge), deductions: [] };
}

it('the order in which sheets arrive changes nothing, not even in the explanation', () => {
  const shuffled = panel.chain((marks) =>
    fc.tuple(fc.constant(marks), fc.shuffledSubarray([...marks.keys()], { minLength: marks.length })),
  );
  fc.assert(
    fc.property(ruleSets, shuffled, fc.nat({ max: 3 }), (rules, [marks, order], recused) => {
      const all = input(marks);
      const given = { ...all, expectedJudges: all.expectedJudges.slice(recused) };
      const arrived = order.flatMap((at) => given.sheets[at] ?? []);
      expect(scoreTalk(rules, { ...given, sheets: arrived })).toEqual(scoreTalk(rules, given));
    }),
  );
});

it('which judge gave which sheet changes neither mean nor total', () => {
  const permuted = panel.chain((marks) =>
    fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length })),
  );
  fc.assert(
    fc.property(ruleSets, permuted, (rules, [marks, others]) => {
      const [one, other] = [scoreTalk(rules, input(marks)), scoreTalk(rules, input(others))];
      expect([other.mean, other.total]).toEqual([one.mean, one.total]);
    }),
  );
});

it('raising one mark never lowers the total', () => {
  fc.assert(
    fc.property(ruleSets, panel, fc.nat(), fc.nat(), fc.nat(), (rules, marks, judge, criterion, by) => {
      const raised = marks.map((row) => [...row]);
      const row = raised[judge % raised.length] ?? [];
      const at = criterion % CRITERIA.length;
      row[at] = Math.min(100, (row[at] ?? 0) + (by % 101));
      const [before, after] = [scoreTalk(rules, input(marks)).total, scoreTalk(rules, input(raised)).total];
      expect(after === undefined).toBe(before === undefined);
      if (before !== undefined && after !== undefined) {
        expect(Exact.of(after).compare(Exact.of(before))).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it('a scale ten times as large gives ten times the total, at one decimal less', () => {
  fc.assert(
    fc.property(ruleSets, panel, fc.integer({ min: 1, max: 4 }), (rules, marks, decimals) => {
      const { mode } = rules.rounding.mean;
      const at = (places: number) => ({ mode, decimals: places });
      const small: RuleSet = { ...rules, rounding: { mean: at(decimals), total: at(decimals) } };
      const large: RuleSet = {
        ...rules,
        rubric: { criteria: rules.rubric.criteria.map((line) => ({ ...line, max: '100', step: '1' })) },
        rounding: { mean: at(decimals - 1), total: at(decimals - 1) },
      };
      const tenfold = input(marks).sheets.map(({ judge, marks: sheet }) => ({
        judge,
        marks: Object.fromEntries(
          Object.entries(sheet).map(([id, mark]) => [id, Exact.of(mark).times(Exact.of('10')).toString()]),
        ),
      }));
      const [one, ten] = [scoreTalk(small, input(marks)), scoreTalk(large, { ...input(marks), sheets: tenfold })];
      expect(ten.total === undefined).toBe(one.total === undefined);
      if (one.total !== undefined && ten.total !== undefined) {
        expect(Exact.of(ten.total).compare(Exact.of(one.total).times(Exact.of('10')))).toBe(0);
      }
    }),
  );
});

it('agrees with a trimmed mean worked out in whole numbers', () => {
  fc.assert(
    fc.property(fc.array(tenths, { minLength: 3, maxLength: 15 }), (marks) => {
      const rules: RuleSet = {
        rubric: { criteria: [{ id: 'content', min: '0', max: '10', step: '0.1', weight: '1' }] },
        trim: { high: 1, low: 1, tooFew: 'none' },
        rounding: { mean: { mode: 'half-up', decimals: 3 }, total: { mode: 'half-up', decimals: 3 } },
      };
      const sheets = marks.map((mark, judge) => ({ judge: `j${judge}`, marks: { content: (mark / 10).toFixed(1) } }));
      const result = scoreTalk(rules, {
        talk: 't',
        sheets,
        expectedJudges: sheets.map(({ judge }) => judge),
        deductions: [],
      });
      const kept = [...marks].sort((a, b) => a - b).slice(1, -1);
      const sum = kept.reduce((total, mark) => total + mark, 0);
      // Thousandths, half up: floor((200·sum + n) / 2n) in whole numbers.
      const thousandths = Math.floor((200 * sum + kept.length) / (2 * kept.length));
      expect(result.mean).toBe(`${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`);
    }),
  );
});

it('[SC3] ranks are 1 + the number strictly better, and ties keep the order given', () => {
  const totals = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }), { maxLength: 20 });
  fc.assert(
    fc.property(totals, (values) => {
      const results = values.map((value, at) => ({
        talk: `t${at}`,
        ...(value !== undefined && { total: at % 2 ? `${value}` : `${value}.00` }),
      }));
      const ranks = rankTalks(results);
      const scored = values.flatMap((value, at) => (value === undefined ? [] : [{ value, at }]));
      const expected = [...scored]
        .sort((a, b) => b.value - a.value || a.at - b.at)
        .map(({ value, at }) => ({
          talk: `t${at}`,
          rank: 1 + scored.filter((other) => other.value > value).length,
          tied: scored.filter((other) => other.value === value).length > 1,
        }));
      expect(ranks).toEqual(expected);
    }),
  );
});

it('1, 2, 2, 4', () => {
  const totals = ['90.0', '95', '90', '80'].map((total, at) => ({ talk: `t${at + 1}`, total }));
  expect(rankTalks([...totals, { talk: 't5' }])).toEqual([
    { talk: 't2', rank: 1, tied: false },
    { talk: 't1', rank: 2, tied: true },
    { talk: 't3', rank: 2, tied: true },
    { talk: 't4', rank: 4, tied: false },
  ]);
});
