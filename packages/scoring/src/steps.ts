import type { Status } from './contest.ts';
import type { Conversion } from './panel-rules.ts';
import type { TieRule } from './ranking-rules.ts';
import type { Rounding } from './rounding.ts';

/** A figure that a rounding has made of an exact one; without `rounding` they are the same. */
interface Rounded {
  exact: string;
  rounding?: Rounding;
}

/** One step from marks to place, in the order in which it was taken. Numbers are decimal strings, or fractions "a/b". */
export type Step = PanelStep | TotalStep | PlaceStep;

/** Steps within one panel. */
export type PanelStep =
  /** A sheet by somebody who was not to score this talk. */
  | { kind: 'not-counted'; panel: string; judge: string }
  /** Left the denominator, and why. */
  | { kind: 'out'; panel: string; judge: string; reason: string }
  | ({
      kind: 'judge-total';
      panel: string;
      judge: string;
      parts: { criterion: string; mark: string; weight: string; points: string; rounding?: Rounding }[];
      /** Deductions less bonuses that came off here, before the trim. */
      deducted?: string;
      total: string;
    } & Rounded)
  /** A judge's list: the place of the talk on it (none when it is not on it) and what that earns. */
  | ({ kind: 'place-points'; panel: string; judge: string; place?: number; deducted?: string; total: string } & Rounded)
  | { kind: 'missing'; panel: string; judges: string[] }
  /** Struck out; `criterion` where the panel trims criterion by criterion. */
  | { kind: 'dropped'; panel: string; end: 'highest' | 'lowest'; judge: string; total: string; criterion?: string }
  /** The trim did not apply: sheets are missing, or fewer were sent than the smallest trim is for. */
  | {
      kind: 'not-trimmed';
      panel: string;
      because: 'provisional' | 'too-few';
      sheets: number;
      high: number;
      low: number;
    }
  | { kind: 'no-result'; panel: string; because: 'no-sheets' | 'too-few' | 'no-tally' }
  | ({
      kind: 'criterion-mean';
      panel: string;
      criterion: string;
      values: string[];
      sum: string;
      count: number;
      mean: string;
    } & Rounded)
  | ({ kind: 'mean'; panel: string; totals: string[]; sum: string; count: number; mean: string } & Rounded)
  /** The sum or the median of judges' totals, or the sum of criteria's means. */
  | ({ kind: 'pooled'; panel: string; how: 'sum' | 'median' | 'criteria'; values: string[]; value: string } & Rounded)
  /** A number from outside, or the votes counted. */
  | { kind: 'tally'; panel: string; how: 'tally' | 'votes'; value: string }
  /** `place` of `of` where the conversion goes by place; `whole` is the greatest value or the sum of all. */
  | ({
      kind: 'converted';
      panel: string;
      by: Conversion;
      value: string;
      place?: number;
      of?: number;
      whole?: string;
      converted: string;
    } & Rounded)
  | { kind: 'weighted'; panel: string; value: string; weight: string; points: string };

/** Steps from the panels to the total. */
export type TotalStep =
  | { kind: 'status'; status: Exclude<Status, 'competing'> }
  | { kind: 'deduction'; id: string; reason: string; points: string }
  | { kind: 'bonus'; id: string; reason: string; points: string }
  | { kind: 'deductions-capped'; sum: string; cap: string }
  /** Deductions less bonuses came off a panel's value, after its trim and before its weight. */
  | { kind: 'panel-adjusted'; panel: string; value: string; deducted: string; result: string }
  /**
   * `base`: the weighted panels together. A panel that alone makes the total is taken exact where the total has fewer
   * decimals: nothing is rounded twice. `deducted`: deductions less bonuses that come off here. `limited`: the total would
   * have been beyond the least or the most.
   */
  | ({ kind: 'total'; base: string; deducted: string; limited?: 'least' | 'most'; total: string } & Rounded);

/** Steps from the totals to the place. */
export type PlaceStep =
  /** A link of the chain parted talks: what each of them had, and how many decimals it took. */
  | { kind: 'tie'; by: TieRule; values: { talk: string; value: string }[]; decimals?: number }
  /** A ballot among the tied is wanted, and is not there yet. */
  | { kind: 'tie-open'; by: TieRule; talks: string[] }
  | { kind: 'rank'; rank: number; tied: boolean }
  | { kind: 'award'; award: string };
