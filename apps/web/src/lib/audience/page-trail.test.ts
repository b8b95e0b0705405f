import { describe, expect, it } from 'vitest';
import { filmOf, neighbours, pagesOpen } from './page-trail.ts';

describe('the pages that the audience may turn to', () => {
  it('[VI9] are those already shown, with their gaps', () => {
    const deck = {
      pages: 20,
      page: 9,
      shown: [
        [0, 2],
        [9, 9],
      ] as [number, number][],
    };
    expect(pagesOpen(deck, false)).toEqual([0, 1, 2, 9]);
  });
  it('hold the present page even before the ranges say so', () => {
    expect(pagesOpen({ pages: 5, page: 3, shown: [] }, false)).toEqual([3]);
  });
  it('are all where the speaker allows looking ahead', () => {
    expect(pagesOpen({ pages: 3, page: 0, shown: [[0, 0]] }, true)).toEqual([0, 1, 2]);
  });
  it('have neighbours across gaps, and none past the ends', () => {
    expect(neighbours([0, 1, 2, 9], 2)).toEqual({ before: 1, after: 9 });
    expect(neighbours([0, 1, 2, 9], 9)).toEqual({ before: 2 });
    expect(neighbours([0], 0)).toEqual({});
  });
  it('are cut to a film that holds the page looked at', () => {
    const open = Array.from({ length: 60 }, (_, page) => page);
    for (const page of [0, 1, 30, 58, 59]) {
      const film = filmOf(open, page, 12);
      expect(film).toHaveLength(12);
      expect(film).toContain(page);
    }
    expect(filmOf([0, 4], 4, 12)).toEqual([0, 4]);
  });
});
