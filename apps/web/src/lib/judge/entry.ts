import { checkMark, compareDecimals, stepMark, type MarkProblem } from '@rostrum/scoring';
import type { CriterionView } from '@rostrum/domain';
import { decimalsOf } from '#lib/i18n/decimals.ts';

export type Criterion = CriterionView;
export type EntryKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | '.5' | 'back' | 'clear';

/** The longest that a mark is typed: far beyond any rubric, short of what the sheet takes. */
const LONGEST = 8;

/** What stands in the box after a key. `fresh`: the box has just been entered, so that a first figure replaces its mark. */
export const typed = (text: string, key: EntryKey, fresh: boolean): string => {
  switch (key) {
    case 'clear':
      return '';
    case 'back':
      return fresh ? '' : text.slice(0, -1);
    case '.5': {
      // «and a half»: to the figure that stands there, typed or not.
      const whole = text.split('.')[0] ?? '';
      return `${whole === '' ? '0' : whole}.5`;
    }
    case '.':
      if (fresh || text === '') return '0.';
      return text.includes('.') ? text : `${text}.`;
    default: {
      const before = fresh || text === '0' ? '' : text;
      return (before + key).slice(0, LONGEST);
    }
  }
};

/** A typed mark as it is kept: without a point that nothing follows. */
export const tidied = (text: string): string => text.replace(/\.$/, '');

/** A mark as it stands on the sheet, with the decimals of its step; what is no mark stays as typed. */
export const written = (criterion: Criterion, mark: string | undefined): string => {
  if (mark === undefined || mark === '') return '';
  return checkMark(criterion, mark) === undefined ? stepMark(criterion, mark, 0) : mark;
};

/** Whether halves are marks of this criterion. */
export const hasHalves = (criterion: Criterion): boolean =>
  checkMark({ ...criterion, min: '0', max: '1' }, '0.5') === undefined && decimalsOf(criterion) > 0;

/** What is wrong with a mark that has been typed; nothing is wrong with an empty box. */
export const entryProblem = (criterion: Criterion, mark: string | undefined): MarkProblem['problem'] | undefined =>
  mark === undefined || mark === '' ? undefined : checkMark(criterion, tidied(mark));

/** What marks mean, lowest first; the one that a mark has reached is `on`. Without a mark none is. */
export const anchorsOf = (
  criterion: Criterion,
  mark: string | undefined,
): { mark: string; means: string; on: boolean }[] => {
  const sorted = [...(criterion.anchors ?? [])].sort((a, b) => compareDecimals(a.mark, b.mark));
  const known = mark !== undefined && entryProblem(criterion, mark) === undefined ? tidied(mark) : '';
  let reached = -1;
  if (known !== '') sorted.forEach((one, index) => compareDecimals(one.mark, known) <= 0 && (reached = index));
  return sorted.map((one, index) => ({ ...one, on: index === reached }));
};
