import { judgingOf } from '../judging-state.ts';
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

/** VI6: timekeepers share one view, so each sees what the host wrote to any of them. */
const messagesToKeepers = (state: SessionState): Record<string, MessageView> => {
  // By the links, which are few, not by the crowd.
  const all = Object.values(state.people.links).filter(
    (link) => link.role === 'timekeeper' && link.revokedAt === undefined,
  );
  const messages: Record<string, MessageView> = {};
  for (const keeper of new Set(all.map((link) => link.participant))) {
    for (const [id, one] of Object.entries(messagesFor(state, keeper)))
      if (!messages[id]?.acknowledged) messages[id] = one;
  }
  return messages;
};

export const timekeeperView = (state: SessionState): TimekeeperView => {
  return {
    session: factsOf(state),
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', clockOf(state)),
    deductions: deductionsOf(state),
    messages: messagesToKeepers(state),
  };
};
