import { entry, type Instant } from './kernel.ts';
import { MICRO_LECTURE, type JudgingRules } from './rules.ts';
import type { SessionState } from './session.ts';

// What judging knows; judging.ts changes it, results.ts and deductions.ts read it, and so do the views.

export interface SheetState {
  /** What the judge has written last, sent or not. */
  draft?: { marks: Record<string, string>; comment: string; at: Instant };
  /** What counts. */
  sent?: { marks: Record<string, string>; comment: string; at: Instant; corrected: number };
  /** The place in the order in which first sheets of this talk came in, from 1. */
  arrival?: number;
}
interface DeductionState {
  readonly deduction: string;
  readonly reason: 'over-time' | 'under-time' | 'other';
  points: string;
  seconds?: number;
  note?: string;
  status: 'proposed' | 'confirmed' | 'waived';
}
export interface TalkJudging {
  status: 'closed' | 'open' | 'locked';
  openedAt?: Instant;
  sheets: Record<string, SheetState>;
  excused: Record<string, string>;
  deductions: Record<string, DeductionState>;
  resultsOpened: boolean;
  /** How many sheets have come in. */
  order: number;
}
export interface JudgingState {
  rules: JudgingRules;
  /** Judges in panel order. */
  panel: string[];
  talks: Record<string, TalkJudging>;
  /** Sheets sent so far in the session; the rules freeze with the first. */
  sent: number;
}
export const initialJudging: JudgingState = { rules: MICRO_LECTURE, panel: [], talks: {}, sent: 0 };
/** The judging of a talk that nobody has judged yet. */
export const newTalk = (): TalkJudging => ({
  status: 'closed',
  sheets: {},
  excused: {},
  deductions: {},
  resultsOpened: false,
  order: 0,
});
const UNJUDGED = newTalk();
/** The judging of a talk, also of one that nobody has judged yet. */
export const judgingOf = (state: SessionState, talk: string): TalkJudging =>
  entry(state.judging.talks, talk) ?? UNJUDGED;

/** The judges who are to score a talk, in panel order. */
export const judgesOf = (state: SessionState, talk: string): string[] => {
  const speaker = state.order.items[talk]?.speaker;
  const { excused } = judgingOf(state, talk);
  return state.judging.panel.filter((judge) => judge !== speaker && entry(excused, judge) === undefined);
};
