import { hasPage } from '@rostrum/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPage, rangesOf } from './page-order.ts';

/** The order in which all pages are drawn. */
const order = (pages: number, shown?: number): number[] => {
  const drawn: number[] = [];
  for (;;) {
    const page = nextPage(pages, (one) => drawn.includes(one), shown);
    if (page === undefined) return drawn;
    drawn.push(page);
  }
};

describe('the order of drawing', () => {
  it('is that of the pages', () => {
    expect(order(5)).toEqual([0, 1, 2, 3, 4]);
  });
  it('begins at the page on air and looks ahead further than back', () => {
    expect(order(8, 4)).toEqual([4, 5, 3, 6, 7, 2, 1, 0]);
    expect(order(3, 2)).toEqual([2, 1, 0]);
  });
});

it('ranges hold exactly the pages, ascending and apart', () => {
  expect(rangesOf([9, 1, 0, 2, 5])).toEqual([
    [0, 2],
    [5, 5],
    [9, 9],
  ]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(40)), (pages) => {
      const ranges = rangesOf(pages);
      for (let page = 0; page <= 40; page += 1) expect(hasPage(ranges, page)).toBe(pages.includes(page));
      ranges.slice(1).forEach(([from], at) => expect(from).toBeGreaterThan((ranges[at]?.[1] ?? 0) + 1));
    }),
  );
});
