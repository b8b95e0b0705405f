import { judgesOf, judgingOf } from '../judging-state.ts';
import type { PublicResult } from '../reveal.ts';
import type { NamedRubric } from '../rules.ts';
import { inOrder } from '../running-order.ts';
import type { SessionState } from '../session.ts';
import {
  clockOf,
  deckOf,
  factsOf,
  given,
  itemsOf,
  messagesFor,
  type ClockView,
  type DeckView,
  type ItemView,
  type MessageView,
  type SessionFacts,
} from './parts.ts';
import { publicResults } from './results.ts';

export interface SheetView {
  talk: string;
  /** closed: judging has not opened; locked: the host has closed it; excused: not theirs to score. */
  judging: 'closed' | 'open' | 'locked' | 'excused';
  excuse?: string;
  draft?: { marks: Record<string, string>; comment: string; at: number };
  sent?: { marks: Record<string, string>; comment: string; at: number; corrected: number };
}
export interface JudgeView {
  session: SessionFacts;
  participant: string;
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  deck?: DeckView;
  rubric: NamedRubric;
  /** What the hall will see of marks: as they are sent, after each talk, at the end. */
  marksShown: 'live' | 'talk' | 'end';
  /** One for each talk. */
  sheets: Record<string, SheetView>;
  messages: Record<string, MessageView>;
  results: Record<string, PublicResult>;
}

export const judgeView = (state: SessionState, participant: string): JudgeView => {
  const sheet = (talk: string): SheetView => {
    const judging = judgingOf(state, talk);
    const own = judging.sheets[participant];
    const mine = judgesOf(state, talk).includes(participant);
    return {
      talk,
      judging: mine ? judging.status : 'excused',
      ...given('excuse', judging.excused[participant]),
      ...given('draft', own?.draft),
      ...given('sent', own?.sent),
    };
  };
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  return {
    session: factsOf(state),
    participant,
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', clockOf(state)),
    ...given('deck', state.info.status === 'prepared' ? undefined : deckOf(state, state.order.current)),
    rubric: state.judging.rules.rubric,
    marksShown: state.info.settings.marksShown,
    sheets: Object.fromEntries(talks.map((one) => [one.item, sheet(one.item)])),
    messages: messagesFor(state, participant),
    results: publicResults(state),
  };
};
