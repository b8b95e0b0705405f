import { judgingOf } from '../judging.ts';
import type { SessionState } from '../session.ts';
import {
  clockOf,
  factsOf,
  given,
  itemsOf,
  messagesFor,
  type ClockView,
  type ItemView,
  type MessageView,
  type SessionFacts,
} from './parts.ts';

export interface DeductionView {
  deduction: string;
  talk: string;
  reason: 'over-time' | 'under-time' | 'other';
  points: string;
  seconds?: number;
  note?: string;
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
        points: one.points,
        ...given('seconds', one.seconds),
        ...given('note', one.note),
        status: one.status,
      };
    }
  }
  return all;
};

export const timekeeperView = (state: SessionState): TimekeeperView => {
  const keeper = Object.values(state.people.participants).find((one) => one.roles.includes('timekeeper'));
  return {
    session: factsOf(state),
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', clockOf(state)),
    deductions: deductionsOf(state),
    messages: keeper ? messagesFor(state, keeper.participant) : {},
  };
};
