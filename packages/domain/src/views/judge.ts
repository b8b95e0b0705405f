import { calibrationGroup } from '@rostrum/scoring';
import { excuseOf, judgesOf, judgingOf, panelOf, type ExcuseKind, type SheetState } from '../judging-state.ts';
import type { PublicResult } from '../reveal.ts';
import { inOrder } from '../order-figures.ts';
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
import { rubricView, type RubricView } from './rubric.ts';
import { votesOf, type VoteView } from './votes.ts';

export interface SheetView {
  talk: string;
  /** closed: judging has not opened; locked: the host has closed it; excused: not theirs to score. */
  judging: 'closed' | 'open' | 'locked' | 'excused';
  excuse?: string;
  excuseKind?: ExcuseKind | 'self' | 'own-unit';
  draft?: { marks: Record<string, string>; comment: string; at: number };
  sent?: { marks: Record<string, string>; comment: string; at: number; corrected: number; paper?: true };
  /** Sent back to them, with the reason: open to them though the talk be locked. */
  returned?: { reason: string; at: number };
  /** Their own, for nobody else. */
  note?: string;
  /** When they were last asked for the sheet. */
  nudgedAt?: number;
}
export interface JudgeView {
  session: SessionFacts;
  participant: string;
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  deck?: DeckView;
  /** Of their panel; a panel that votes by lists has no rubric, and one that has not begun may have no judge. */
  panel?: { panel: string; name?: string };
  rubric: RubricView;
  /** What the hall will see of marks: as they are sent, after each talk, at the end. */
  marksShown: 'live' | 'talk' | 'end';
  /** One for each talk. */
  sheets: Record<string, SheetView>;
  /** Talks that are scored together with others: those stay open until the last of them. By talk, the last one. */
  together: Record<string, string>;
  /** The vote of their own panel, where it votes by lists; and their list. */
  vote?: VoteView;
  ballot?: readonly string[];
  /** Ballots among talks that are tied, while they are open; `own`: best first. */
  ties: Record<string, { tie: string; talks: readonly string[]; own?: readonly string[] }>;
  messages: Record<string, MessageView>;
  results: Record<string, PublicResult>;
}

export const judgeView = (state: SessionState, participant: string): JudgeView => {
  const panel = panelOf(state, participant);
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const { title, set } = state.judging.rules;
  return {
    session: factsOf(state),
    participant,
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', set.time?.hiddenFromJudges ? undefined : clockOf(state)),
    ...given('deck', state.info.status === 'prepared' ? undefined : deckOf(state, state.order.current)),
    ...given('panel', panel && { panel: panel.id, ...given('name', panel.name) }),
    rubric: rubricView(title, panel?.ballot.kind === 'marks' ? panel.ballot.rubric : { criteria: [] }),
    marksShown: state.info.settings.marksShown,
    sheets: Object.fromEntries(talks.map((one) => [one.item, sheetView(state, one.item, participant)])),
    together: Object.fromEntries(
      talks.flatMap(({ item }, at): [string, string][] => {
        const { first, last } = calibrationGroup(set, at, talks.length);
        const end = talks[last]?.item;
        return last > first && end !== undefined ? [[item, end]] : [];
      }),
    ),
    ...given('vote', panel?.ballot.kind === 'places' ? votesOf(state)[panel.id] : undefined),
    ...given('ballot', panel && state.judging.votes[panel.id]?.ballots[participant]?.talks),
    ties: panel ? tiesFor(state, participant) : {},
    messages: messagesFor(state, participant),
    results: publicResults(state),
  };
};

const sheetView = (state: SessionState, talk: string, participant: string): SheetView => {
  const judging = judgingOf(state, talk);
  const own = judging.sheets[participant];
  const excuse = excuseOf(state, talk, participant);
  const mine = judgesOf(state, talk).includes(participant);
  return {
    talk,
    judging: mine ? judging.status : 'excused',
    ...(excuse ? { excuse: excuse.reason, excuseKind: excuse.kind } : {}),
    ...given('draft', own?.draft),
    ...given('sent', own?.sent && sentView(own.sent)),
    ...given('returned', own?.returned),
    ...given('note', own?.note),
    ...given('nudgedAt', own?.nudgedAt),
  };
};
const sentView = ({ paper, ...sent }: NonNullable<SheetState['sent']>): NonNullable<SheetView['sent']> =>
  paper ? { ...sent, paper: true } : sent;

const tiesFor = (state: SessionState, participant: string): JudgeView['ties'] =>
  Object.fromEntries(
    Object.entries(state.judging.ties)
      .filter(([, one]) => one.status === 'open')
      .map(([tie, { talks, ballots }]) => [tie, { tie, talks, ...given('own', ballots[participant]) }]),
  );
