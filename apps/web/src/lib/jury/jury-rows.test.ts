import { MICRO_LECTURE } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { panelGroups, scoredTogether, votingPanels } from './panel-groups.ts';
import { sheetAsked } from './sheet-asked.ts';
import { tieRows } from './tie-rows.ts';
import { isFigure, isPoints, typedNumber } from './typed-mark.ts';
import { changesBetween, newestFirst, type Version } from './version-changes.ts';

const person = (participant: string, panel: string, key: number) => ({ participant, name: participant, panel, key });

it('judges stand side by side panel by panel; panels that vote or are counted stand apart', () => {
  const judges = { a: person('a', 'experts', 1), b: person('b', 'main', 0), c: person('c', 'main', 2) };
  const base = { fill: 'judges' as const, judges: [] };
  const panels = {
    experts: { ...base, panel: 'experts', name: 'Experts', key: 1, kind: 'marks' as const },
    main: { ...base, panel: 'main', key: 0, kind: 'marks' as const },
    ranks: { ...base, panel: 'ranks', key: 2, kind: 'places' as const },
    empty: { ...base, panel: 'empty', key: 3, kind: 'marks' as const },
  };
  expect(panelGroups({ judges, panels }).map(({ panel, judges: all }) => [panel, all])).toEqual([
    ['main', ['b', 'c']],
    ['experts', ['a']],
  ]);
  expect(votingPanels({ panels }).map((one) => one.panel)).toEqual(['ranks']);
});

it('[JU12] a talk names those that it is scored together with, and none when it stands alone', () => {
  const set = { ...MICRO_LECTURE.set, calibration: { kind: 'first' as const, talks: 2 } };
  expect(scoredTogether(set, ['a', 'b', 'c'], 'b')).toEqual(['a', 'b']);
  expect(scoredTogether(set, ['a', 'b', 'c'], 'c')).toEqual([]);
  expect(scoredTogether(MICRO_LECTURE.set, ['a', 'b'], 'a')).toEqual([]);
});

it('a tie is wanted, open or done; a ballot that did not part them is wanted anew', () => {
  const tie = (id: string, talks: string[], status: 'open' | 'closed') => ({
    tie: id,
    talks,
    status,
    in: { j: true as const },
  });
  const rows = tieRows({
    tied: [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
    ties: { 1: tie('1', ['b', 'a'], 'open'), 2: tie('2', ['c', 'd'], 'closed'), 3: tie('3', ['g', 'h'], 'closed') },
  });
  expect(rows.map(({ key, state, tie: id }) => [key, state, id])).toEqual([
    ['a b', 'open', '1'],
    ['c d', 'wanted', '2'],
    ['e f', 'wanted', undefined],
    ['g h', 'done', '3'],
  ]);
});

it('versions say what they changed, the newest first', () => {
  const row = (talk: string, total: string, rank: number) => ({
    talk,
    status: 'competing' as const,
    total,
    rank,
    awards: [],
  });
  const version = (number: number, rows: Version['rows']): Version => ({
    version: number,
    at: number,
    rows,
    teams: [],
    advancing: [],
    signed: {},
  });
  const first = version(1, [row('a', '86', 1), row('b', '85', 2)]);
  const second = version(2, [row('b', '87', 1), row('a', '86', 2)]);
  expect(newestFirst({ 1: first, 2: second }).map((one) => one.version)).toEqual([2, 1]);
  expect(changesBetween(first, second).map((one) => one.talk)).toEqual(['b', 'a']);
  expect(changesBetween(first, first)).toEqual([]);
});

it('numbers come out of an input method as the domain takes them', () => {
  expect(['８６．５', '86，5', ' 7. ', '.5', '40'].map(typedNumber)).toEqual(['86.5', '86.5', '7', '0.5', '40']);
  expect(['0.5', '0', '1.234', '-1', ''].map(isPoints)).toEqual([true, false, false, false, false]);
  expect(['86.25', '0', 'x'].map(isFigure)).toEqual([true, true, false]);
});

it('a scanned code opens its sheet, and nothing when there is no such sheet', () => {
  const judging = {
    t: { talk: 't', status: 'open' as const, sheets: { j: { state: 'none' as const } }, in: 0, of: 1 },
  };
  expect(sheetAsked({ judging }, 't.j')).toEqual({ talk: 't', judge: 'j' });
  for (const asked of ['t.k', 'x.j', 't', '', null]) expect(sheetAsked({ judging }, asked)).toBeUndefined();
});
