import type { DeckTrouble } from '../deck.ts';
import { ERASED } from '../kernel.ts';
import { byVotes } from '../question-order.ts';
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
  questionsOf,
  shownQuestion,
  stageOf,
  type ClockView,
  type DeckView,
  type ItemView,
  type MessageView,
  type QuestionView,
  type SessionFacts,
  type StageView,
} from './parts.ts';
import { releasedTalk, type ReleasedTalk } from './released.ts';
import { publicResults } from './results.ts';
import { votesOf, type VoteView } from './votes.ts';

export interface SpeakerTalk {
  talk: string;
  deck?: DeckView;
  deckName?: string;
  bytes?: number;
  /** Why the last upload did not become a deck. */
  problem?: DeckTrouble;
}
export interface SpeakerView {
  session: SessionFacts;
  participant: string;
  order: Record<string, ItemView>;
  current?: string;
  /** The clock of the current item, whoever's it is. */
  clock?: ClockView;
  /** Their own talks. */
  talks: Record<string, SpeakerTalk>;
  runsClock: boolean;
  /** What the projector shows, and whether that is this speaker's page. */
  scene: string;
  onAir: boolean;
  messages: Record<string, MessageView>;
  /** The best ten that are open. */
  questions: Record<string, QuestionView>;
  onScreen?: string;
  waiting: number;
  stage: Record<string, StageView>;
  results: Record<string, PublicResult>;
  /** What the host has released of the sheets for their own talks, by talk. */
  released: Record<string, ReleasedTalk>;
  /** Votes that are or were open, by panel. */
  votes: Record<string, VoteView>;
}

/** The name of a file whose speaker was erased is gone. */
const shownName = (name: string | undefined): string | undefined => (name === ERASED ? undefined : name);
const problemOf = (state: SessionState, talk: string): SpeakerTalk['problem'] => {
  const found = state.decks.problems[talk];
  return found && { ...found, name: shownName(found.name) ?? '' };
};

export const speakerView = (state: SessionState, participant: string): SpeakerView => {
  const { scene } = state.projector;
  const current = state.order.current;
  const own = inOrder(state.order.items).filter((one) => one.speaker === participant);
  const talk = (item: string): SpeakerTalk => {
    const deck = state.decks.decks[item];
    return {
      talk: item,
      ...given('deck', deckOf(state, item)),
      ...given('deckName', shownName(deck?.name)),
      ...given('bytes', deck?.bytes),
      ...given('problem', problemOf(state, item)),
    };
  };
  const showsPage = scene.kind === 'talk' || (scene.kind === 'remote' && scene.layout === 'beside');
  return {
    session: factsOf(state),
    participant,
    order: itemsOf(state),
    ...given('current', current),
    ...given('clock', clockOf(state)),
    talks: Object.fromEntries(own.map((one) => [one.item, talk(one.item)])),
    runsClock: state.info.settings.speakerRunsClock,
    scene: scene.kind,
    onAir: state.info.status === 'live' && showsPage && own.some((one) => one.item === current),
    messages: messagesFor(state, participant),
    questions: questionsOf(state, 'open', 10, byVotes, 15_000),
    ...given('onScreen', shownQuestion(state)?.question),
    waiting: state.questions.counts.open,
    stage: stageOf(state),
    results: publicResults(state),
    released: Object.fromEntries(
      own.flatMap(({ item }) => {
        const shown = releasedTalk(state, item);
        return shown ? [[item, shown]] : [];
      }),
    ),
    votes: votesOf(state),
  };
};
