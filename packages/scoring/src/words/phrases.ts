import type { ContestProblem } from '../check-contest.ts';
import type { Status } from '../contest.ts';
import type { Conversion } from '../panel-rules.ts';
import type { RuleProblemCode } from '../problem.ts';
import type { TieRule } from '../ranking-rules.ts';
import type { RoundingMode } from '../rounding.ts';

/** All that explanations and problems are put into words with; one object a language. */
export interface Phrases {
  readonly rounding: Readonly<Record<RoundingMode, (decimals: number) => string>>;
  readonly status: Readonly<Record<Exclude<Status, 'competing'>, string>>;
  readonly reason: (code: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly notCounted: (judge: string) => string;
  readonly out: (judge: string, reason: string) => string;
  readonly judgeTotal: (judge: string) => string;
  readonly place: (judge: string, place: number | undefined) => string;
  readonly missing: (judges: string) => string;
  readonly dropped: (end: 'highest' | 'lowest', judge: string, criterion: string | undefined) => string;
  readonly notTrimmed: (because: 'provisional' | 'too-few', sheets: number, high: number, low: number) => string;
  readonly noResult: Readonly<Record<'no-sheets' | 'too-few' | 'no-tally', string>>;
  readonly criterionMean: (criterion: string) => string;
  readonly mean: (count: number) => string;
  readonly pooled: Readonly<Record<'sum' | 'median' | 'criteria', string>>;
  readonly tally: Readonly<Record<'tally' | 'votes', (panel: string) => string>>;
  readonly converted: (
    panel: string,
    by: Conversion['kind'],
    place: number | undefined,
    of: number | undefined,
  ) => string;
  readonly weighted: (panel: string) => string;
  readonly panelAdjusted: (panel: string) => string;
  readonly deduction: (reason: string) => string;
  readonly bonus: (reason: string) => string;
  readonly capped: (cap: string) => string;
  readonly total: (limited: 'least' | 'most' | undefined) => string;
  readonly tie: (by: TieRule, name: string, decimals: number | undefined) => string;
  readonly tieOpen: (talks: string) => string;
  readonly rank: (rank: number, tied: boolean) => string;
  readonly award: (award: string) => string;
  readonly ruleProblem: Readonly<Record<RuleProblemCode, string>>;
  readonly contestProblem: Readonly<Record<ContestProblem['problem'], string>>;
}
