import { Exact } from './exact.ts';
import type { Rank, TalkResult } from './result.ts';

/**
 * Competition ranks of all results that have a total, best first; those that tie stay in the order given (the running
 * order, usually). Provisional totals are ranked like others: leave out what should not be. Without the rules' chain of
 * ties: see `score`.
 */
export function rankTalks(results: readonly Pick<TalkResult, 'talk' | 'total'>[]): Rank[] {
  const totals = results.flatMap(({ talk, total }) => (total === undefined ? [] : [{ talk, total: Exact.of(total) }]));
  return ranksOf(groupEqual(totals, (one) => one.total).map((group) => group.map((one) => one.talk)));
}

/** Equal ones together, the greatest first; within a group in the order given. */
export function groupEqual<T>(all: readonly T[], valueOf: (one: T) => Exact): T[][] {
  const sorted = all.map((one) => ({ one, value: valueOf(one) })).sort((a, b) => b.value.compare(a.value));
  const groups: T[][] = [];
  let last: Exact | undefined;
  for (const { one, value } of sorted) {
    const group = groups[groups.length - 1];
    if (group && last?.compare(value) === 0) group.push(one);
    else groups.push([one]);
    last = value;
  }
  return groups;
}

/** Ranks of groups, best first: whoever is in one group shares its place. */
export function ranksOf(groups: readonly (readonly string[])[]): Rank[] {
  let better = 0;
  return groups.flatMap((group) => {
    const rank = better + 1;
    better += group.length;
    return group.map((talk) => ({ talk, rank, tied: group.length > 1 }));
  });
}
