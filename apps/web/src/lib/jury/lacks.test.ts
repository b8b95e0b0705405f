import type { JuryView, SheetCell, TalkMatrix } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { lacksOf } from './lacks.ts';

type Known = Parameters<typeof lacksOf>[0];
const matrix = (talk: string, status: TalkMatrix['status'], states: readonly SheetCell['state'][]): TalkMatrix => ({
  talk,
  status,
  sheets: Object.fromEntries(states.map((state, index) => [`j${index + 1}`, { state }])),
  in: states.filter((one) => one === 'sent' || one === 'locked').length,
  of: states.filter((one) => one !== 'excused').length,
});
const known = (all: readonly TalkMatrix[], more: Partial<Known> = {}): Known => ({
  judging: Object.fromEntries(all.map((one) => [one.talk, one])),
  deductions: {},
  panels: {},
  tied: [],
  final: false,
  ...more,
});
const talks = ['a', 'b', 'c'].map((item) => ({ item }));

it('[OU1] nothing is lacking where every sheet is locked or explained and every deduction decided', () => {
  const all = talks.map(({ item }) => matrix(item, 'locked', ['locked', 'locked', 'excused']));
  expect(lacksOf(known(all), talks)).toEqual([]);
});

it('[OU1] names every gap with its talk and judges, and talks not judged in one line', () => {
  const all = [
    matrix('a', 'locked', ['locked', 'none', 'returned']),
    matrix('b', 'closed', ['none', 'none', 'none']),
    matrix('c', 'open', ['sent', 'sent', 'sent']),
  ];
  const deductions: JuryView['deductions'] = {
    d: { deduction: 'd', talk: 'c', reason: 'over-time', kind: 'deduction', points: '0.4', status: 'proposed' },
    e: { deduction: 'e', talk: 'a', reason: 'other', kind: 'bonus', points: '1', status: 'confirmed' },
  };
  expect(lacksOf(known(all, { deductions }), talks)).toEqual([
    { kind: 'sheets', talk: 'a', judges: ['j2'] },
    { kind: 'returned', talk: 'a', judges: ['j3'] },
    { kind: 'judging-open', talk: 'c' },
    { kind: 'deductions', talk: 'c', count: 1 },
    { kind: 'not-judged', talks: ['b'] },
  ]);
});

it('a talk that was withdrawn or that nobody is to judge lacks nothing', () => {
  const withdrawn = { ...matrix('a', 'closed', ['none']), standing: { status: 'withdrawn' as const, reason: 'ill' } };
  const outside = {
    ...matrix('b', 'open', ['none']),
    standing: { status: 'out-of-competition' as const, reason: '–' },
  };
  const own = matrix('c', 'closed', ['excused']);
  expect(lacksOf(known([withdrawn, outside, own]), talks)).toEqual([{ kind: 'sheets', talk: 'b', judges: ['j1'] }]);
});

it('votes are to be closed, figures entered, ties decided', () => {
  const all = talks.map(({ item }) => matrix(item, 'locked', ['locked']));
  const panels: Known['panels'] = {
    crowd: { panel: 'crowd', key: 1, kind: 'picks', fill: 'crowd', judges: [], vote: { status: 'open', voters: 3 } },
    shut: { panel: 'shut', key: 2, kind: 'picks', fill: 'crowd', judges: [], vote: { status: 'closed', voters: 3 } },
    tally: { panel: 'tally', key: 3, kind: 'tally', fill: 'figures', judges: [], figures: { a: '1' } },
  };
  expect(lacksOf(known(all, { panels, tied: [['a', 'b']] }), talks)).toEqual([
    { kind: 'vote', panel: 'crowd' },
    { kind: 'figures', panel: 'tally', talks: ['b', 'c'] },
    { kind: 'tie', talks: ['a', 'b'] },
  ]);
});

it('a final result lacks nothing', () => {
  expect(lacksOf(known([matrix('a', 'open', ['none'])], { final: true }), talks)).toEqual([]);
});
