import {
  explain,
  FIRST_PANEL,
  rankTalks,
  score,
  upcastRules,
  type Contest,
  type JudgeTotal,
  type PanelStep,
  type Rank,
  type RuleSet,
  type State,
  type Step,
  type TotalStep,
} from '@rostrum/scoring';
import { judgesOf, judgingOf } from './judging-state.ts';
import type { JudgingRules } from './rules.ts';
import { inOrder } from './running-order.ts';
import type { SessionState } from './session.ts';

/** A session's rules as the arithmetic takes them: what sessions store is the first shape of a rule set. */
export const ruleSet = (rules: JudgingRules): RuleSet => upcastRules(rules);

/** A talk's result as its sheets stand: the panel of judges and the total in one. */
export interface TalkResult {
  talk: string;
  state: State;
  /** In panel order, only those whose sheets are in. */
  judgeTotals: JudgeTotal[];
  missing: string[];
  /** Provisional: the plain mean of the sheets in, nothing struck out. Absent when there is no result. */
  mean?: string;
  deductionTotal: string;
  /** Provisional when the state is. */
  total?: string;
  explanation: (PanelStep | TotalStep)[];
}

const isOfTotal = (step: Step): step is PanelStep | TotalStep =>
  step.kind !== 'rank' && step.kind !== 'tie' && step.kind !== 'tie-open' && step.kind !== 'award';

/** The result of one talk as its sheets stand, with the explanation of each step. */
export const resultOf = (state: SessionState, talk: string): TalkResult => {
  const judging = judgingOf(state, talk);
  const adjustments = Object.values(judging.deductions)
    .filter((one) => one.status === 'confirmed')
    .map((one) => ({ id: one.deduction, kind: 'deduction' as const, points: one.points, reason: one.reason }));
  const contest: Contest = {
    entries: [{ talk, adjustments }],
    panels: { [FIRST_PANEL]: { judges: judgesOf(state, talk).map((id) => ({ id })) } },
    sheets: Object.entries(judging.sheets).flatMap(([judge, one]) =>
      one.sent ? [{ panel: FIRST_PANEL, judge, talk, marks: one.sent.marks }] : [],
    ),
  };
  const result = score(ruleSet(state.judging.rules), contest);
  const [found] = result.talks;
  const [panel] = found?.panels ?? [];
  return {
    talk,
    state: found?.state ?? 'none',
    judgeTotals: panel?.judgeTotals ?? [],
    missing: panel?.missing ?? [],
    ...(panel?.value === undefined ? {} : { mean: panel.value }),
    deductionTotal: found?.deductionTotal ?? '0',
    ...(found?.total === undefined ? {} : { total: found.total }),
    explanation: (explain(result).get(talk) ?? []).filter(isOfTotal),
  };
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
