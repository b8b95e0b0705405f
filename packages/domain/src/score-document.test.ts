import { describe, expect, it } from 'vitest';
import { MICRO_LECTURE } from './rules.ts';
import { scoreDocument } from './score-document.ts';
import type { SessionEvent } from './session.ts';
import { CLERK, HEAD, HOST, rulesWith, running } from './testing/events.ts';
import { given } from './testing/given.ts';
import { documentPhrases, saySteps } from './words/index.ts';

const five = ['j1', 'j2', 'j3', 'j4', 'j5'];
const people = ['j4', 'j5'].map((participant): SessionEvent => ({
  type: 'participant.added',
  participant,
  name: `Name ${participant}`,
  roles: ['judge'],
}));
const judged = (talk: string, contents: readonly string[]): SessionEvent[] => [
  { type: 'judging.opened', talk },
  ...contents.map((content, index): SessionEvent => ({
    type: 'sheet.sent',
    talk,
    judge: `j${index + 1}`,
    marks: { content, form: '15', language: '15', presence: '15' },
    comment: `Said by j${index + 1}`,
  })),
  { type: 'judging.closed', talk },
];
const awards = {
  tiers: [{ id: 'gold', name: 'Gold', most: { count: 1 } }],
  sharing: 'takes-from-below' as const,
  overfull: 'share' as const,
};
const start = (marksShown: 'live' | 'talk' = 'talk') =>
  running({ rules: rulesWith({ awards }), settings: { marksShown }, panel: five }).flatMap((event) =>
    event.type === 'judging.configured' ? [...people, event] : [event],
  );
const both = [...judged('t1', ['30', '31', '33', '34', '37.5']), ...judged('t2', ['36', '37', '38', '39', '40'])];
const held = given(...start(), ...both);
const open = held.when({ type: 'results.open' }, HOST);
const backwards = (all: readonly string[]): string[] => [...all].reverse();

describe('the score document', () => {
  it('[OU5] holds states, and no figure, of a talk whose marks are held', () => {
    const document = scoreDocument(held.state);
    expect(document.rows.map((one) => one.figures)).toEqual(['held', 'held']);
    expect(document.rows[0]?.cells['j1']).toEqual({ state: 'in' });
    expect(document).toMatchObject({ opened: false, bias: [], awards: [] });
    const text = JSON.stringify(document.rows);
    for (const figure of ['37.5', '82.5', 'Said']) expect(text).not.toContain(figure);
  });
  it('[OU5] of one opened talk tells nothing of those that are held', () => {
    const one = held.when({ type: 'results.open', talk: 't1' }, HOST);
    const document = scoreDocument(one.state);
    expect(document.rows.map((row) => row.figures)).toEqual(['settled', 'held']);
    expect(document.rows[0]).toMatchObject({ total: '77.67', rank: 1, awards: [] });
    expect(document.rows[0]?.steps.some((step) => step.kind === 'rank' || step.kind === 'award')).toBe(false);
    expect(document).toMatchObject({ opened: false, bias: [], teams: [], awards: [] });
  });
  it('[OU5] has every mark, what was struck out, the deduction with its reason, total, place, award and each step', () => {
    const { state } = open.when({ type: 'deduction.add', talk: 't1', points: '0.5', note: 'No badge' }, CLERK);
    const document = scoreDocument(state);
    expect(document.rows[0]).toMatchObject({
      number: 1,
      speaker: { name: 'Name ana' },
      figures: 'settled',
      highest: '82.5',
      lowest: '75',
      mean: '77.67',
      deduction: '0.5',
      total: '77.17',
      rank: 2,
      adjustments: [{ kind: 'deduction', reason: 'other', points: '0.5', note: 'No badge' }],
      cells: {
        j1: { state: 'in', total: '75', dropped: 'lowest', marks: { content: '30' }, comment: 'Said by j1' },
        j5: { total: '82.5', dropped: 'highest' },
      },
    });
    expect(document.rows[1]).toMatchObject({ rank: 1, awards: ['gold'], total: '83.00' });
    expect(document.awards).toEqual([{ award: 'gold', name: 'Gold', talks: ['t2'] }]);
    expect(document.bias[0]?.judges).toHaveLength(5);
    const said = saySteps(document, document.rows[0]!, 'en', documentPhrases('en'));
    expect(said.map((one) => one.text)).toContain('Deduction: No badge');
    expect(said[0]).toEqual({
      text: 'Marks of Name j1',
      sum: '内容 30 + 授课形式 15 + 语言表达 15 + 现场效果 15 = 75',
    });
  });
  it('[OU5] says why a judge does not score, which sheet is missing, and how far a result is signed', () => {
    const more = given(...start('live'), ...both.slice(0, 4), { type: 'judging.closed', talk: 't1' })
      .when({ type: 'judge.excuse', talk: 't1', judge: 'j5', kind: 'recused', reason: 'Own pupil' }, HEAD)
      .when({ type: 'talk.stand', talk: 't2', status: 'withdrawn', reason: 'Ill' }, HOST);
    const document = scoreDocument(more.state);
    expect(document.rows[0]?.cells).toMatchObject({
      j4: { state: 'missing' },
      j5: { state: 'out', excuse: 'recused' },
    });
    expect(document.rows[0]?.figures).toBe('provisional');
    expect(document.rows[1]).toMatchObject({ status: 'withdrawn', standing: 'Ill', figures: 'none' });
    const signed = open.when({ type: 'result.finalise' }, CLERK).when({ type: 'result.sign', version: 1 }, HEAD);
    expect(scoreDocument(signed.state)).toMatchObject({
      final: true,
      versions: [{ version: 1, signed: [{ person: { name: 'Name head' }, role: 'head-judge' }] }],
    });
    const again = signed.when({ type: 'result.reopen', reason: 'A mistake' }, HOST);
    expect(scoreDocument(again.state)).toMatchObject({ final: false, reopened: 'A mistake' });
  });
});

describe('the anonymous score document', () => {
  it('[OU6] has letters in a shuffled order, the same in all rows, and nothing that names a judge', () => {
    const document = scoreDocument(open.state, { shuffle: backwards });
    expect(document.panels[0]?.judges).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(document.rows.map((one) => one.cells['A']?.total)).toEqual(['82.5', '85']);
    expect(document.rows[0]?.cells['E']).toMatchObject({ total: '75', dropped: 'lowest' });
    expect(Object.keys(document.rows[0]?.cells ?? {})).toEqual(['A', 'B', 'C', 'D', 'E']);
    const text = JSON.stringify(document);
    for (const told of ['"j1"', 'Name j', 'Said by']) expect(text).not.toContain(told);
    expect(document.rows.map((one) => one.total)).toEqual(scoreDocument(open.state).rows.map((one) => one.total));
  });
  it('[OU6] keeps the panel’s order nowhere: steps go by letter, lists of marks by size', () => {
    const mixed = given(...start(), ...judged('t1', ['34', '30', '37.5', '31', '33'])).when(
      { type: 'results.open', talk: 't1' },
      HOST,
    );
    const { steps = [] } = scoreDocument(mixed.state, { shuffle: backwards }).rows[0] ?? {};
    expect(steps.flatMap((one) => (one.kind === 'judge-total' ? [one.judge] : []))).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(steps.flatMap((one) => (one.kind === 'mean' ? one.totals : []))).toEqual(['76', '78', '79']);
  });
  it('[OU6] does not say why a judge is away, for that would name them', () => {
    const away = given(...start('live'), ...judged('t1', ['30', '31', '33', '34'])).when(
      { type: 'judge.excuse', talk: 't1', judge: 'j5', kind: 'recused', reason: 'Own pupil' },
      HEAD,
    );
    const document = scoreDocument(away.state, { shuffle: backwards });
    expect(document.rows[0]?.cells['A']).toEqual({ state: 'out' });
    expect(JSON.stringify(document)).not.toContain('recused');
    expect(MICRO_LECTURE.set.panels[0]?.recuse).toBeUndefined();
  });
});
