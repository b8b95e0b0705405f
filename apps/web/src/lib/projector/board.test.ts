import { describe, expect, it } from 'vitest';
import { projectorView, type ProjectorView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { boardRows, hasShown, newestMark, rankingRows, settledTo, standings } from './board.ts';

/** A session of as many judged talks, with these totals in running order. */
const boardOf = (...totals: (string | undefined)[]): ProjectorView => {
  const view = projectorView(scenario('welcome').state);
  const ranked = totals.filter((one) => one !== undefined);
  return {
    ...view,
    order: Object.fromEntries(
      totals.map((_, index) => [
        `t${index}`,
        {
          item: `t${index}`,
          key: index,
          kind: 'talk' as const,
          title: `Talk ${index}`,
          planned: 0,
          warnAt: 0,
          finalAt: 0,
          status: 'done' as const,
          speaker: { participant: `p${index}`, name: `Speaker ${index}` },
        },
      ]),
    ),
    results: Object.fromEntries(
      totals.flatMap((total, index) =>
        total === undefined
          ? []
          : [
              [
                `t${index}`,
                {
                  total,
                  rank: 1 + ranked.filter((one) => Number(one) > Number(total)).length,
                  tied: ranked.filter((one) => one === total).length > 1,
                },
              ],
            ],
      ),
    ),
  };
};
const talksOf = (rows: readonly { talk: string }[]): string[] => rows.map((one) => one.talk);

describe('standings', () => {
  it('are best first, equal ones in running order', () => {
    const rows = standings(boardOf('90', '95', '93', '95'));
    expect(rows.map((one) => [one.talk, one.rank, one.tied])).toEqual([
      ['t1', 1, true],
      ['t3', 1, true],
      ['t2', 3, false],
      ['t0', 4, false],
    ]);
  });
});

describe('the live board', () => {
  it('keeps a talk that is being judged at the foot, outside of the ranks', () => {
    const rows = boardRows(boardOf('90', undefined, '95'), 't1', false);
    expect(rows.map((one) => [one.talk, one.rank, one.mine])).toEqual([
      ['t2', 1, false],
      ['t0', 2, false],
      ['t1', undefined, true],
    ]);
  });

  it('ranks the others without it while its own rank is held back', () => {
    const view = boardOf('93', '94', '93', '93');
    const rows = boardRows(view, 't1', false);
    expect(rows.map((one) => [one.rank, one.tied])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [undefined, false],
    ]);
  });

  it('lets it take its rank', () => {
    expect(talksOf(boardRows(boardOf('90', '93', '95'), 't1', true))).toEqual(['t2', 't1', 't0']);
  });

  it('shows the leaders and the neighbourhood when there are more than eight', () => {
    const view = boardOf(...Array.from({ length: 20 }, (_, index) => String(99 - index)));
    const rows = boardRows(view, 't12', true);
    expect(talksOf(rows)).toEqual(['t0', 't1', 't2', 't10', 't11', 't12', 't13', 't14']);
    expect(rows.filter((one) => one.gap).map((one) => one.talk)).toEqual(['t10']);
    expect(talksOf(boardRows(view, 't19', true)).slice(-2)).toEqual(['t18', 't19']);
    expect(talksOf(boardRows(view, 't5', true))).toEqual(['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7']);
  });

  it('shows the leaders above a talk that waits', () => {
    const rows = boardRows(
      boardOf(undefined, ...Array.from({ length: 12 }, (_, index) => String(99 - index))),
      't0',
      false,
    );
    expect(talksOf(rows)).toEqual(['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't0']);
    expect(rows[7]?.gap).toBe(true);
  });

  it('settles when the sheets are locked and the deductions decided, not before', () => {
    const board = (name: 'live-board', sheets: number) => projectorView(scenario(name, { sheets }).state).board;
    expect(settledTo(board('live-board', 3))).toBe(1);
    expect(settledTo(board('live-board', 7))).toBe(2);
    expect(settledTo({ talk: 't', state: 'complete', settled: true, in: 5, of: 5, total: '94' })).toBe(4);
  });

  it('finds the newest mark, a corrected one too', () => {
    expect(newestMark(['1', '2'], ['1', '2', '3'])).toBe(2);
    expect(newestMark(['1', '2'], ['1', '4'])).toBe(1);
    expect(newestMark(['1'], ['1'])).toBe(-1);
  });
});

describe('a reveal', () => {
  it('shows the steps up to the present one, whatever the results already tell', () => {
    const shown = (step: number) => {
      const view = projectorView(scenario('reveal-talk', { step }).state);
      return (['marks', 'dropped', 'mean', 'total', 'rank'] as const).filter((stage) => hasShown(view, stage));
    };
    expect(shown(0)).toEqual([]);
    expect(shown(1)).toEqual(['marks']);
    expect(shown(3)).toEqual(['marks', 'dropped', 'mean']);
    expect(shown(5)).toEqual(['marks', 'dropped', 'mean', 'total', 'rank']);
  });

  it('fills a ranking from the last place, and nothing above', () => {
    const view = projectorView(scenario('reveal-ranking', { step: 2 }).state);
    const { rows } = rankingRows(view, 10);
    expect(rows.map((one) => one?.rank)).toEqual([undefined, undefined, 3, 4]);
    expect(rows[2]?.talk).toBe(view.reveal?.latest);
  });

  it('shows the places around the newest of a long ranking', () => {
    const view = boardOf(...Array.from({ length: 20 }, (_, index) => String(99 - index)));
    const ranked = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`t${19 - index}`, index + 1]));
    const long = { ...view, reveal: { what: 'ranking' as const, at: 6, of: 20, latest: 't14', ranked } };
    const { first, rows } = rankingRows(long, 8);
    expect(first).toBe(13);
    expect(rows.map((one) => one?.talk)).toEqual([undefined, undefined, 't14', 't15', 't16', 't17', 't18', 't19']);
  });
});
