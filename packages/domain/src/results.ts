import { rankTalks, scoreTalk, type Rank, type RuleSet, type TalkResult } from '@rostrum/scoring';
import { judgesOf, judgingOf } from './judging-state.ts';
import type { JudgingRules } from './rules.ts';
import { inOrder } from './running-order.ts';
import type { SessionState } from './session.ts';

/** A session's rules as the arithmetic takes them. */
export const ruleSet = (rules: JudgingRules): RuleSet => ({
  rubric: { criteria: rules.rubric.criteria },
  trim: rules.trim,
  rounding: {
    mean: rules.rounding.mean,
    total: rules.rounding.total,
    ...(rules.rounding.judge ? { judge: rules.rounding.judge } : {}),
  },
});

/** The result of one talk as its sheets stand, with the explanation of each step. */
export const resultOf = (state: SessionState, talk: string): TalkResult => {
  const judging = judgingOf(state, talk);
  return scoreTalk(ruleSet(state.judging.rules), {
    talk,
    sheets: Object.entries(judging.sheets).flatMap(([judge, one]) =>
      one.sent ? [{ judge, marks: one.sent.marks }] : [],
    ),
    expectedJudges: judgesOf(state, talk),
    deductions: Object.values(judging.deductions)
      .filter((one) => one.status === 'confirmed')
      .map((one) => ({ id: one.deduction, points: one.points, reason: one.reason })),
  });
};
/** A talk's result no longer moves by itself: its sheets are locked and no deduction waits for a person. */
export const isSettled = (state: SessionState, talk: string): boolean => {
  const judging = judgingOf(state, talk);
  return judging.status === 'locked' && Object.values(judging.deductions).every((one) => one.status !== 'proposed');
};
/** Ranks over all talks that have a total and that `counts` admits, ties in running order. */
export const ranksOf = (state: SessionState, counts: (talk: string) => boolean): Rank[] =>
  rankTalks(
    inOrder(state.order.items)
      .filter((one) => one.kind === 'talk' && counts(one.item))
      .map((one) => resultOf(state, one.item)),
  );
