import { describe, expect, it } from 'vitest';
import { checkContest } from './check-contest.ts';
import type { Entry } from './contest.ts';
import { explain } from './explain.ts';
import type { Panel } from './panel-rules.ts';
import { halfUp, judges, oneMark, pointsRubric, ruleSetOf } from './presets/build.ts';
import type { RuleSet } from './rules.ts';
import { score } from './score.ts';
import { marked, places, talkOf, totals } from './testing/contests.ts';

const HUNDRED = oneMark('0', '100', '0.01');
const plain = ruleSetOf([judges(HUNDRED, { kind: 'mean' }, 2)], 2);
const trimming: Panel['pool'] = { kind: 'trimmed', trims: [{ from: 3, high: 1, low: 1 }], tooFew: 'mean' };

const deduct = (points: string): Partial<Entry> => ({
  adjustments: [{ id: 'd', kind: 'deduction', points, reason: 'over-time' }],
});

describe('[SC8] who counts', () => {
  it('who is recused, abstains or is explained leaves the denominator; a mark of 0 stays in it', () => {
    const contest = marked(
      { a: ['90', '0', '60'] },
      { a: { out: [{ panel: 'judges', judge: 'j3', reason: 'recused' }] } },
    );
    const result = score(plain, contest);
    expect(talkOf(result, 'a')).toMatchObject({ state: 'complete', total: '45.00' });
    expect(talkOf(result, 'a').panels[0]?.out).toEqual([{ judge: 'j3', reason: 'recused' }]);
    expect(explain(result).get('a')?.slice(0, 2)).toEqual([
      { kind: 'out', panel: 'judges', judge: 'j3', reason: 'recused' },
      { kind: 'not-counted', panel: 'judges', judge: 'j3' },
    ]);
  });

  it('a judge replaced in the middle scores until then, the other from then on', () => {
    const contest = marked({ a: ['80', '90'], b: ['80', '70'] });
    const replaced = [{ judge: 'j2', by: { id: 'j9' }, from: 'b' }];
    const judgesOf = contest.panels['judges']?.judges ?? [];
    const panels = { judges: { judges: judgesOf, replaced } };
    const waiting = score(plain, { ...contest, panels });
    expect(talkOf(waiting, 'a').total).toBe('85.00');
    expect(talkOf(waiting, 'b')).toMatchObject({ state: 'provisional', total: '80.00' });
    expect(talkOf(waiting, 'b').panels[0]?.missing).toEqual(['j9']);
    const sheets = [...contest.sheets, { panel: 'judges', judge: 'j9', talk: 'b', marks: { total: '60' } }];
    expect(totals(plain, { ...contest, panels, sheets })).toEqual({ a: '85.00', b: '70.00' });
  });

  it('nobody judges their own talk where the rules say so', () => {
    const [panel] = plain.panels;
    if (!panel) throw new Error('no panel');
    const rules: RuleSet = { ...plain, panels: [{ ...panel, recuse: ['self'] }] };
    expect(totals(rules, marked({ a: ['80', '90'] }, { a: { speaker: 'j2' } }))).toEqual({ a: '80.00' });
  });

  it('withdrawn, forfeit, disqualified and out of competition have no place; the last has a total', () => {
    const contest = marked(
      { a: ['90'], b: ['95'], c: ['99'], d: ['98'], e: ['97'] },
      {
        b: { status: 'out-of-competition' },
        c: { status: 'withdrawn' },
        d: { status: 'forfeit' },
        e: { status: 'disqualified' },
      },
    );
    expect(places(score(plain, contest))).toEqual(['a 1']);
    expect(totals(plain, contest)).toEqual({ a: '90.00', b: '95.00', c: undefined, d: undefined, e: undefined });
    const zero = score({ ...plain, forfeit: 'zero' }, contest);
    expect(places(zero)).toEqual(['a 1', 'd 2']);
    expect(talkOf(zero, 'd').total).toBe('0.00');
  });

  it('too few for the trim: what the rules say, never a guess', () => {
    const rules = ruleSetOf([judges(HUNDRED, { ...trimming, tooFew: 'none' }, 2)], 2);
    expect(totals(rules, marked({ a: ['80', '90'] }))).toEqual({ a: undefined });
    expect(explain(score(rules, marked({ a: ['80', '90'] }))).get('a')).toContainEqual({
      kind: 'no-result',
      panel: 'judges',
      because: 'too-few',
    });
  });
});

describe('[SC9] stages', () => {
  it('the median of an odd and of an even number', () => {
    const rules = ruleSetOf([judges(HUNDRED, { kind: 'median' }, 2)], 2);
    expect(totals(rules, marked({ a: ['10', '90', '50'], b: ['10', '90', '50', '61'] }))).toMatchObject({ a: '50.00' });
    expect(totals(rules, marked({ b: ['10', '90', '50', '61'] }))).toEqual({ b: '55.50' });
  });

  it('trims criterion by criterion, so that a judge is struck out where they are extreme', () => {
    const rubric = pointsRubric(
      [
        ['x', 'X', '10'],
        ['y', 'Y', '10'],
      ],
      '0.1',
    );
    const rules = ruleSetOf([judges(rubric, { ...trimming, over: 'criteria' }, 2)], 2);
    const marks = [
      { x: '10', y: '5' },
      { x: '9', y: '6' },
      { x: '1', y: '10' },
    ];
    const sheets = marks.map((one, at) => ({ panel: 'judges', judge: `j${at + 1}`, talk: 'a', marks: one }));
    const contest = {
      entries: [{ talk: 'a' }],
      panels: { judges: { judges: sheets.map(({ judge }) => ({ id: judge })) } },
      sheets,
    };
    // X keeps 9, Y keeps 6; totals 15, 15 and 11 would have kept one 15.
    expect(totals(rules, contest)).toEqual({ a: '15.00' });
    const steps = explain(score(rules, contest)).get('a') ?? [];
    expect(
      steps
        .filter((step) => step.kind === 'dropped')
        .map((step) => ('criterion' in step ? `${step.criterion} ${step.judge}` : '')),
    ).toEqual(['x j1', 'x j3', 'y j3', 'y j1']);
  });

  it('takes deductions off judges before the trim, off the panel before its weight, or off the total', () => {
    const at = (stage: 'judge' | 'panel' | 'total'): RuleSet => ({
      ...ruleSetOf([judges(HUNDRED, trimming, 2, '0.5')], 2),
      adjust: { at: stage === 'total' ? { stage } : { stage, panel: 'judges' } },
    });
    const contest = marked({ a: ['80', '90', '100'] }, { a: deduct('1') });
    expect((['judge', 'panel', 'total'] as const).map((stage) => totals(at(stage), contest)['a'])).toEqual([
      '44.50',
      '44.50',
      '44.00',
    ]);
    const bonus = marked(
      { a: ['80', '90', '100'] },
      { a: { adjustments: [{ id: 'b', kind: 'bonus', points: '1', reason: 'x' }] } },
    );
    expect(totals(at('total'), bonus)).toEqual({ a: '46.00' });
  });

  it('keeps totals within what the rules allow, and says so', () => {
    const rules: RuleSet = { ...plain, least: '0', most: '100' };
    const result = score(rules, marked({ a: ['1'], b: ['50'] }, { a: deduct('2') }));
    expect(talkOf(result, 'a').total).toBe('0.00');
    expect(explain(result).get('a')).toContainEqual({
      kind: 'total',
      base: '1.00',
      deducted: '2',
      limited: 'least',
      exact: '-1',
      total: '0.00',
      rounding: halfUp(2),
    });
  });
});

describe('[SC10] ties', () => {
  it('go down the declared chain; who is still equal shares the place in running order', () => {
    const rubric = pointsRubric(
      [
        ['x', 'X', '10'],
        ['y', 'Y', '10'],
      ],
      '1',
    );
    const rules: RuleSet = {
      ...ruleSetOf([judges(rubric, { kind: 'mean' }, 2)], 2),
      ties: [{ by: 'fewer-deductions' }, { by: 'criterion', panel: 'judges', criterion: 'y' }],
    };
    const rows: [string, string, string, string][] = [
      ['a', '5', '5', '0'],
      ['b', '6', '5', '1'],
      ['c', '4', '6', '0'],
      ['d', '5', '5', '0'],
      ['e', '9', '9', '0'],
    ];
    const contest = {
      entries: rows.map(([talk, , , off]) => ({ talk, ...(off !== '0' && deduct(off)) })),
      panels: { judges: { judges: [{ id: 'j1' }] } },
      sheets: rows.map(([talk, x, y]) => ({ panel: 'judges', judge: 'j1', talk, marks: { x, y } })),
    };
    const result = score(rules, contest);
    expect(places(result)).toEqual(['e 1', 'c 2', 'a 3', 'd 3', 'b 5']);
    expect(result.ranking.filter((one) => one.tied).map((one) => one.talk)).toEqual(['a', 'd']);
    expect(
      explain(result)
        .get('c')
        ?.filter((step) => step.kind === 'tie'),
    ).toHaveLength(2);
  });

  it("teams by their best speaker's total", () => {
    const rules: RuleSet = {
      ...plain,
      teams: { take: 'mean', best: 2, tooFew: 'what-there-is', rounding: halfUp(1), ties: 'best-speaker' },
    };
    const contest = marked(
      { a: ['80'], b: ['90'], c: ['85'], d: ['85'], e: ['10'] },
      {
        a: { team: 'x' },
        b: { team: 'x' },
        c: { team: 'y' },
        d: { team: 'y' },
        e: { team: 'y' },
      },
    );
    expect(score(rules, contest).teams.map(({ team, total, rank, left }) => [team, total, rank, left])).toEqual([
      ['x', '85.0', 1, []],
      ['y', '85.0', 2, ['e']],
    ]);
  });
});

describe('[SC15] what would be guessed at is refused', () => {
  it('and named before', () => {
    const contest = marked({ a: ['101', '90'] });
    const more = {
      ...contest,
      sheets: [
        ...contest.sheets,
        { panel: 'judges', judge: 'j2', talk: 'a', marks: { total: '9' } },
        { panel: 'x', judge: 'j1', talk: 'z', marks: {} },
      ],
    };
    expect(checkContest(plain, more)).toEqual([
      { problem: 'out-of-range', panel: 'judges', judge: 'j1', talk: 'a', criterion: 'total' },
      { problem: 'two-sheets', panel: 'judges', judge: 'j2', talk: 'a' },
      { problem: 'unknown-talk', panel: 'x', judge: 'j1', talk: 'z' },
      { problem: 'unknown-panel', panel: 'x', judge: 'j1', talk: 'z' },
    ]);
    expect(() => score(plain, contest)).toThrow('sheet of j1, talk a, total: out-of-range');
    expect(() => score(plain, more)).toThrow(RangeError);
    expect(checkContest(plain, marked({ a: ['90'] }))).toEqual([]);
  });
});
