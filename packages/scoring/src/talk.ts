import type { Marks } from './marks.ts';
import type { Rounding } from './rules.ts';

/** What one judge has sent for one talk; drafts are not sheets. */
export interface Sheet {
  judge: string;
  marks: Marks;
}

/** A confirmed deduction; it comes off after trimming, from the mean. */
export interface Deduction {
  id: string;
  /** Points to take off, a decimal string. */
  points: string;
  /** A code or words of the caller's, carried into the explanation. */
  reason: string;
}

export interface TalkInput {
  talk: string;
  sheets: readonly Sheet[];
  /**
   * The judges who are to score this talk, in the order in which equal totals are struck out (first the highest from
   * the front, the lowest from the back). Who is recused, excused or abstained is not among them; a sheet by anyone
   * else does not count and is named in the explanation.
   */
  expectedJudges: readonly string[];
  deductions: readonly Deduction[];
}

export interface JudgeTotal {
  judge: string;
  /** Rounded as the rule set says for a judge, else exact. */
  total: string;
  dropped?: 'highest' | 'lowest';
}

/** `none`: no sheet in. `provisional`: some are missing. `complete`: every expected judge's sheet is in. */
export type TalkState = 'none' | 'provisional' | 'complete';

export interface TalkResult {
  talk: string;
  state: TalkState;
  /** In the order of `expectedJudges`, only those whose sheets are in. */
  judgeTotals: JudgeTotal[];
  /** Expected judges without a sheet. */
  missing: string[];
  /** Provisional: the plain mean of the sheets in, nothing struck out. Absent when there is no result. */
  mean?: string;
  /** Sum of the deductions, exact. */
  deductionTotal: string;
  /** Mean less deductions; may be negative. Provisional when the state is. */
  total?: string;
  explanation: Step[];
}

/** One step from marks to total, in the order in which it was taken. Numbers are decimal strings, or fractions "a/b". */
export type Step =
  | { kind: 'not-counted'; judge: string }
  | {
      kind: 'judge-total';
      judge: string;
      parts: { criterion: string; mark: string; weight: string; points: string }[];
      exact: string;
      total: string;
      rounding?: Rounding;
    }
  | { kind: 'missing'; judges: string[] }
  | { kind: 'dropped'; end: 'highest' | 'lowest'; judge: string; total: string }
  /** The trim did not apply: sheets are missing, or too few were sent for it. */
  | { kind: 'not-trimmed'; because: 'provisional' | 'too-few'; sheets: number; high: number; low: number }
  | { kind: 'no-result'; because: 'no-sheets' | 'too-few' }
  | { kind: 'mean'; totals: string[]; sum: string; count: number; exact: string; mean: string; rounding: Rounding }
  | { kind: 'deduction'; id: string; reason: string; points: string }
  /** `mean` is the rounded mean, or the exact one where the total has fewer decimals: nothing is rounded twice. */
  | { kind: 'total'; mean: string; deducted: string; exact: string; total: string; rounding: Rounding };
