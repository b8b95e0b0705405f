import { judgingOf } from '../judging-state.ts';
import type { SessionState } from '../session.ts';
import {
  clockOf,
  factsOf,
  given,
  itemsOf,
  messagesTo,
  type ClockView,
  type ItemView,
  type MessageView,
  type SessionFacts,
} from './parts.ts';

export interface DeductionView {
  deduction: string;
  talk: string;
  reason: 'over-time' | 'under-time' | 'other';
  kind: 'deduction' | 'bonus';
  points: string;
  seconds?: number;
  note?: string;
  /** The rule puts the talk out of the contest. */
  out?: true;
  status: 'proposed' | 'confirmed' | 'waived';
}
export interface TimekeeperView {
  session: SessionFacts;
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  deductions: Record<string, DeductionView>;
  messages: Record<string, MessageView>;
}

export const deductionsOf = (state: SessionState): Record<string, DeductionView> => {
  const all: Record<string, DeductionView> = {};
  for (const talk of Object.keys(state.order.items)) {
    for (const one of Object.values(judgingOf(state, talk).deductions)) {
      all[one.deduction] = {
        deduction: one.deduction,
        talk,
        reason: one.reason,
        kind: one.kind,
        points: one.points,
        ...given('seconds', one.seconds),
        ...given('note', one.note),
        ...given('out', one.out),
        status: one.status,
      };
    }
  }
  return all;
};

export const timekeeperView = (state: SessionState): TimekeeperView => {
  return {
    session: factsOf(state),
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', clockOf(state)),
    deductions: deductionsOf(state),
    messages: messagesTo(state, 'timekeeper'),
  };
};
