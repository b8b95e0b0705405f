import type { SessionState } from '../session.ts';
import { juryView, type JuryView } from './jury.ts';
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
import { publicResults } from './results.ts';
import type { PublicResult } from '../reveal.ts';

/** What a head judge and a tally clerk see: the judging, and where the session is. What each may do is access.ts's to say. */
export interface JuryDeskView extends JuryView {
  session: SessionFacts;
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  marksShown: 'live' | 'talk' | 'end';
  messages: Record<string, MessageView>;
  results: Record<string, PublicResult>;
}

export const juryDeskView = (state: SessionState, role: 'head-judge' | 'clerk'): JuryDeskView => ({
  ...juryView(state),
  session: factsOf(state),
  order: itemsOf(state),
  ...given('current', state.order.current),
  ...given('clock', clockOf(state)),
  marksShown: state.info.settings.marksShown,
  messages: messagesTo(state, role),
  results: publicResults(state),
});
