import { inOrder, type JudgeView } from '@rostrum/domain';
import { checkMark, compareDecimals } from '@rostrum/scoring';
import type { Criterion } from './entry.ts';

export interface OwnMark {
  readonly talk: string;
  /** The talk's number in the running order. */
  readonly number: number;
  readonly mark: string;
  readonly here: boolean;
}

/**
 * A judge's own marks for one criterion, lowest first, with this talk's in its place among them: at most `limit`, those
 * nearest to this talk's (without one, the latest talks).
 */
export const ownMarks = (
  view: Pick<JudgeView, 'order' | 'sheets'>,
  criterion: Criterion,
  talk: string,
  here: string | undefined,
  limit = 5,
): OwnMark[] => {
  const talks = inOrder(view.order).filter((one) => one.kind === 'talk');
  const known = talks.flatMap((one, index): OwnMark[] => {
    const own = one.item === talk;
    const mark = own ? here : view.sheets[one.item]?.sent?.marks[criterion.id];
    if (mark === undefined || checkMark(criterion, mark) !== undefined) return [];
    return [{ talk: one.item, number: index + 1, mark, here: own }];
  });
  const sorted = known.sort((a, b) => compareDecimals(a.mark, b.mark) || a.number - b.number);
  if (sorted.length <= limit) return sorted;
  const at = sorted.findIndex((one) => one.here);
  if (at < 0) {
    const latest = new Set([...sorted].sort((a, b) => b.number - a.number).slice(0, limit));
    return sorted.filter((one) => latest.has(one));
  }
  const from = Math.max(0, Math.min(at - Math.floor(limit / 2), sorted.length - limit));
  return sorted.slice(from, from + limit);
};
