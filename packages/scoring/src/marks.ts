import type { Criterion, Rubric } from './rubric.ts';
import { Exact } from './exact.ts';

/** Marks by criterion id, as decimal strings. */
export type Marks = Readonly<Record<string, string>>;

export interface MarkProblem {
  criterion: string;
  problem: 'missing' | 'not-a-decimal' | 'out-of-range' | 'off-step' | 'unknown-criterion';
}

/**
 * Everything that keeps these marks from being a complete sheet, in the rubric's order; empty when they may be sent.
 * A criterion that the rubric does not know is a problem too: a mark is never dropped without a word.
 */
export function checkMarks(rubric: Rubric, marks: Marks): MarkProblem[] {
  const problems: MarkProblem[] = [];
  for (const criterion of rubric.criteria) {
    const problem = checkMark(criterion, markOf(marks, criterion.id));
    if (problem) problems.push({ criterion: criterion.id, problem });
  }
  const known = new Set(rubric.criteria.map((criterion) => criterion.id));
  for (const id of Object.keys(marks)) {
    if (!known.has(id)) problems.push({ criterion: id, problem: 'unknown-criterion' });
  }
  return problems;
}

/** What is wrong with one mark, or undefined. An empty string counts as missing. */
export function checkMark(criterion: Criterion, mark: string | undefined): MarkProblem['problem'] | undefined {
  if (mark === undefined || mark === '') return 'missing';
  const value = Exact.parse(mark);
  if (!value) return 'not-a-decimal';
  const min = Exact.of(criterion.min);
  if (value.compare(min) < 0 || value.compare(Exact.of(criterion.max)) > 0) return 'out-of-range';
  if (!value.minus(min).isMultipleOf(Exact.of(criterion.step))) return 'off-step';
  return undefined;
}

/** The mark of a criterion. Ids are free text, but what objects inherit under such a name is never a string. */
export function markOf(marks: Marks, id: string): string | undefined {
  const mark: unknown = marks[id];
  return typeof mark === 'string' ? mark : undefined;
}

/**
 * Σ mark × weight over the criteria that have a valid mark: a form's running total, exact, unrounded. Marks that
 * `checkMarks` would refuse are left out.
 */
export function runningTotal(rubric: Rubric, marks: Marks): string {
  const parts = rubric.criteria.flatMap((criterion) => {
    const mark = markOf(marks, criterion.id);
    return mark !== undefined && checkMark(criterion, mark) === undefined ? [weighted(criterion, mark)] : [];
  });
  return Exact.sum(parts).toString();
}

/** The most that a sheet can reach: Σ max × weight. */
export function maximumTotal(rubric: Rubric): string {
  return Exact.sum(rubric.criteria.map((criterion) => weighted(criterion, criterion.max))).toString();
}

/**
 * The mark `steps` steps above (below, when negative) the given one, kept within the range, written with the decimals
 * of the criterion. Without a mark a stepper starts at the base, else at the nearer end: `min` going up, `max` going down.
 */
export function stepMark(criterion: Criterion, mark: string | undefined, steps: number): string {
  const min = Exact.of(criterion.min);
  const max = Exact.of(criterion.max);
  const step = Exact.of(criterion.step);
  const decimals = criterion.decimals ?? Math.max(...[criterion.min, criterion.step].map(decimalsIn));
  const write = (value: Exact) => value.toFixed({ mode: 'half-up', decimals });
  const from = mark === undefined ? undefined : Exact.parse(mark);
  if (!from) return write(criterion.base !== undefined ? Exact.of(criterion.base) : steps < 0 ? max : min);
  const target = from.plus(step.times(Exact.of(String(steps))));
  return write(target.compare(min) < 0 ? min : target.compare(max) > 0 ? max : target);
}

function weighted(criterion: Criterion, mark: string): Exact {
  return Exact.of(mark).times(Exact.of(criterion.weight));
}

function decimalsIn(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}
