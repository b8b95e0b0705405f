import { byVotes } from '../question-order.ts';
import type { PublicResult } from '../reveal.ts';
import type { SessionState } from '../session.ts';
import {
  clockOf,
  deckOf,
  factsOf,
  given,
  itemsOf,
  questionsOf,
  shownQuestion,
  stageOf,
  type ClockView,
  type DeckView,
  type ItemView,
  type QuestionView,
  type SessionFacts,
  type StageView,
} from './parts.ts';
import { publicResults } from './results.ts';
import { votesOf, type VoteView } from './votes.ts';

/** What everyone in the audience sees, remote members included. */
export interface AudienceView {
  session: SessionFacts;
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  deck?: DeckView;
  rules: { guests: 'open' | 'named' | 'closed'; anonymous: boolean; moderated: boolean; lookAhead: boolean };
  /** The best fifty that are open, and the newest twenty answered; fewer where they are long (VI7). */
  questions: Record<string, QuestionView>;
  counts: { open: number; answered: number };
  stage: Record<string, StageView>;
  results: Record<string, PublicResult>;
  /** Votes that are or were open, by panel. */
  votes: Record<string, VoteView>;
  /** What is shown may still change: no final result stands. */
  provisional?: true;
  /** What the projector shows. */
  scene: string;
  /** Which question the projector shows. */
  onScreen?: string;
}

export const audienceView = (state: SessionState): AudienceView => {
  const { scene } = state.projector;
  const { settings } = state.info;
  const ended = state.info.status === 'ended';
  return {
    session: factsOf(state),
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', ended ? undefined : clockOf(state)),
    ...given('deck', state.info.status === 'prepared' ? undefined : deckOf(state, state.order.current)),
    rules: {
      guests: settings.guests,
      anonymous: settings.anonymousQuestions,
      moderated: settings.moderation,
      lookAhead: settings.lookAhead,
    },
    questions: {
      ...questionsOf(state, 'open', 50, byVotes, 20_000),
      ...questionsOf(state, 'answered', 20, (a, b) => (b.turnedAt ?? 0) - (a.turnedAt ?? 0), 7_000),
    },
    counts: { open: state.questions.counts.open, answered: state.questions.counts.answered },
    stage: stageOf(state),
    results: publicResults(state),
    votes: votesOf(state),
    ...(state.judging.final ? {} : { provisional: true as const }),
    scene: scene.kind,
    ...given('onScreen', shownQuestion(state)?.question),
  };
};
