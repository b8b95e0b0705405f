import { Exact } from './exact.ts';
import type { TalkResult } from './talk.ts';

export interface Rank {
  talk: string;
  /** 1 + the number of talks with a strictly better total: 1, 2, 2, 4. */
  rank: number;
  tied: boolean;
}

/**
 * Competition ranks of all results that have a total, best first; those that tie stay in the order given (the running
 * order, usually). Provisional totals are ranked like others: leave out what should not be.
 */
export function rankTalks(results: readonly Pick<TalkResult, 'talk' | 'total'>[]): Rank[] {
  const totals = results.flatMap(({ talk, total }) => (total === undefined ? [] : [{ talk, total: Exact.of(total) }]));
  totals.sort((a, b) => b.total.compare(a.total));
  const equal = (a: number, b: number) => {
    const [left, right] = [totals[a], totals[b]];
    return left !== undefined && right !== undefined && left.total.compare(right.total) === 0;
  };
  let rank = 0;
  return totals.map(({ talk }, at) => {
    if (!equal(at, at - 1)) rank = at + 1;
    return { talk, rank, tied: equal(at, at - 1) || equal(at, at + 1) };
  });
}
