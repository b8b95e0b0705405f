import type { Ranges } from '@rostrum/domain';

/**
 * The page to draw next: the first that is missing or, for a deck on air, the missing one nearest to the page that is shown.
 * Pages to come count half as far as pages that have been.
 */
export const nextPage = (pages: number, has: (page: number) => boolean, shown?: number): number | undefined => {
  let best: number | undefined;
  let least = Infinity;
  for (let page = 0; page < pages; page += 1) {
    if (has(page)) continue;
    if (shown === undefined) return page;
    const distance = page >= shown ? page - shown : (shown - page) * 2;
    if (distance < least) [best, least] = [page, distance];
  }
  return best;
};

/** Page numbers as runs with both ends included. */
export const rangesOf = (pages: Iterable<number>): Ranges => {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && page <= last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs;
};
