/**
 * What a jury agrees on before the first sheet, as data. Every number that can be a mark, a limit or a weight is a
 * decimal string such as "94.50"; nothing here is ever a binary floating point number. Whole numbers that only count
 * (decimals, how many to drop) are plain numbers.
 */

/** How a value is cut to a number of decimals. Halves are decided on the absolute value, so −0.5 mirrors 0.5. */
export interface Rounding {
  /** `half-even` is GB/T 8170 (修约间隔 with 拟舍弃数字 exactly half: to the even digit). */
  mode: RoundingMode;
  decimals: number;
}

export type RoundingMode = 'half-up' | 'half-even' | 'truncate';

/**
 * One line of a rubric. Points style: `max` "40", `weight` "1". Weighted style: 0–10 with `weight` "0.4".
 * A mark is allowed when it lies within `min`…`max` and is a whole number of `step`s above `min`.
 */
export interface Criterion {
  id: string;
  min: string;
  max: string;
  step: string;
  weight: string;
}

export interface Rubric {
  criteria: readonly Criterion[];
  commentRequired?: boolean;
}

/**
 * Drop exactly `high` of the highest and `low` of the lowest judges' totals. When nothing would be left, `tooFew` says
 * what happens: the plain mean of all, or no result.
 */
export interface Trim {
  high: number;
  low: number;
  tooFew: 'mean' | 'none';
}

/** One rounding a stage, each on the exact value that reaches it. Without `judge` a judge's total stays exact. */
export interface StageRoundings {
  judge?: Rounding;
  mean: Rounding;
  total: Rounding;
}

export interface RuleSet {
  rubric: Rubric;
  trim: Trim;
  rounding: StageRoundings;
}

/** What is wrong with a rule set, named by the place where it is wrong. */
export interface RuleProblem {
  problem:
    | 'no-criteria'
    | 'duplicate-criterion'
    | 'not-a-decimal'
    | 'empty-range'
    | 'step-not-positive'
    | 'range-not-in-steps'
    | 'negative-weight'
    | 'not-a-count';
  /** A path such as `rubric.criteria.content.step` or `trim.high`. */
  at: string;
}
