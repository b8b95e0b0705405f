import { deductionFor } from '@rostrum/scoring';
import type { JudgingEvent } from './judging.ts';
import { judgingOf } from './judging-state.ts';
import { entry, type Context } from './kernel.ts';
import type { SessionState } from './session.ts';

/** The deductions that the clock proposes when a talk's countdown ends, in the stead of those that it proposed before. */
export const proposeDeductions = (
  state: SessionState,
  talk: string,
  elapsed: number,
  context: Context,
  limit?: number,
): JudgingEvent[] => {
  const item = entry(state.order.items, talk);
  const clock = entry(state.countdown.clocks, talk);
  if (item?.kind !== 'talk' || !clock || state.judging.panel.length === 0) return [];
  const known = Object.values(judgingOf(state, talk).deductions).filter((one) => one.reason !== 'other');
  const old = known.filter((one) => one.status === 'proposed');
  const { overTime, underTime } = state.judging.rules;
  const overBy = (elapsed - (limit ?? clock.limit)) / 1000;
  const underBy = underTime ? underTime.shortest - elapsed / 1000 : 0;
  const over = overTime && overBy > 0 ? deductionFor(overTime, overBy) : undefined;
  const under = underTime && underBy > 0 ? deductionFor(underTime.rule, underBy) : undefined;
  const propose = (why: 'over-time' | 'under-time', points: string, exact: number): JudgingEvent[] => {
    const seconds = Math.round(exact);
    // What a person has decided about the same time stands, when an undo brings that time back.
    const judged = known.some((one) => one.status !== 'proposed' && one.reason === why && one.seconds === seconds);
    if (judged) return [];
    return [{ type: 'deduction.proposed', talk, deduction: context.newId(), reason: why, points, seconds }];
  };
  return [
    ...old.map((one) => ({ type: 'deduction.withdrawn' as const, talk, deduction: one.deduction })),
    ...(over ? propose('over-time', over.points, overBy) : []),
    ...(under ? propose('under-time', under.points, underBy) : []),
  ];
};
