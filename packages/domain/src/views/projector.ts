import { holdOf, type Hold } from '../holding.ts';
import { judgingOf } from '../judging-state.ts';
import type { Scene } from '../projector.ts';
import type { PublicResult } from '../reveal.ts';
import { inOrder } from '../order-figures.ts';
import type { SessionState } from '../session.ts';
import {
  clockOf,
  deckOf,
  factsOf,
  given,
  itemsOf,
  questionOf,
  shownQuestion,
  stageOf,
  type ClockView,
  type DeckView,
  type ItemView,
  type QuestionView,
  type SessionFacts,
  type StageView,
} from './parts.ts';
import { votesOf, type VoteView } from './votes.ts';
import { boardOf, publicResults, sheetCount, type BoardResult } from './results.ts';

/** What the hall's screen shows, and what it may load beforehand. */
export interface ProjectorView {
  session: SessionFacts;
  /** The join code and the key that the QR code carries. */
  join: { code: string; key: string; open: boolean };
  order: Record<string, ItemView>;
  current?: string;
  clock?: ClockView;
  clockShown: boolean;
  deck?: DeckView;
  /** The deck of the item after the current one, to be loaded. */
  nextDeck?: DeckView;
  scene: Scene;
  /** Grows with each change of scene. */
  serial: number;
  question?: QuestionView;
  stage: Record<string, StageView>;
  sheets?: { in: number; of: number };
  board?: BoardResult;
  /** Why the marks of the talk on screen are held; of judging only. */
  hold?: Hold;
  /** Where marks are live: how many judged talks are kept from the board by a freeze, or by being scored together. */
  held?: number;
  /** The vote on screen: how many have voted, and nothing of what. */
  vote?: VoteView & { voters: number };
  /** What is shown may still change: no final result stands. */
  provisional?: true;
  sound?: true;
  /** How far a reveal has come; its coming steps never travel here. `latest` is the talk of the newest step. */
  reveal?: {
    what: 'talk' | 'ranking' | 'awards';
    talk?: string;
    at: number;
    of: number;
    latest?: string;
    kind?: string;
    /** The talks whose rank has been shown, with the step that showed it; of a ranking only. */
    ranked?: Record<string, number>;
    /** The tier on screen, and who has it; of awards only. */
    award?: { award: string; talks: readonly string[] };
    /** The other panels whose figures have been shown; of a talk only. What was shown before a step back stays in `results`. */
    parts?: readonly string[];
  };
  results: Record<string, PublicResult>;
  judged: { settled: number; of: number };
}

export const projectorView = (state: SessionState): ProjectorView => {
  const { scene, serial } = state.projector;
  const items = inOrder(state.order.items);
  const next = items[items.findIndex((one) => one.item === state.order.current) + 1];
  const question = shownQuestion(state);
  const results = publicResults(state);
  return {
    session: factsOf(state),
    join: {
      code: state.info.code,
      key: state.info.guestKey,
      open: state.info.settings.guests !== 'closed' && state.info.status !== 'ended',
    },
    order: itemsOf(state),
    ...given('current', state.order.current),
    ...given('clock', clockOf(state)),
    clockShown: state.info.settings.clockOnProjector,
    ...given('deck', deckOf(state, state.order.current)),
    ...given('nextDeck', deckOf(state, next?.item)),
    scene,
    serial,
    ...given('question', question && questionOf(state, question)),
    stage: stageOf(state),
    ...(scene.kind === 'judging' || scene.kind === 'live' ? { sheets: sheetCount(state, scene.talk) } : {}),
    ...given('board', scene.kind === 'live' ? boardOf(state, scene.talk) : undefined),
    ...given('hold', scene.kind === 'judging' ? holdOf(state, scene.talk) : undefined),
    ...given('held', heldTalks(state, results)),
    ...given('vote', voteShown(state)),
    ...(state.judging.final ? {} : { provisional: true as const }),
    ...(state.info.settings.ceremonySound ? { sound: true as const } : {}),
    ...given('reveal', revealed(state)),
    results,
    judged: {
      settled: Object.values(results).filter((one) => one.total !== undefined).length,
      of: items.filter((one) => one.kind === 'talk').length,
    },
  };
};

const heldTalks = (state: SessionState, results: ProjectorView['results']): number | undefined => {
  if (state.info.settings.marksShown !== 'live') return undefined;
  const held = inOrder(state.order.items).filter(
    ({ kind, item }) =>
      kind === 'talk' &&
      judgingOf(state, item).order > 0 &&
      holdOf(state, item) !== undefined &&
      results[item]?.total === undefined,
  );
  return held.length > 0 ? held.length : undefined;
};

const voteShown = (state: SessionState): ProjectorView['vote'] => {
  const { scene } = state.projector;
  const vote = scene.kind === 'vote' ? votesOf(state)[scene.panel] : undefined;
  return vote && { ...vote, voters: state.judging.votes[vote.panel]?.voters ?? 0 };
};

const revealed = (state: SessionState): ProjectorView['reveal'] => {
  const { show } = state.reveal;
  if (!show) return undefined;
  const latest = show.steps[show.at - 1];
  const parts = show.steps.slice(0, show.at).flatMap((step) => (step.kind === 'part' ? [step.panel] : []));
  return {
    what: show.what.kind,
    ...(show.what.kind === 'talk' ? { talk: show.what.talk } : {}),
    at: show.at,
    of: show.steps.length,
    ...(latest ? { latest: latest.talk, kind: latest.kind } : {}),
    ...(parts.length > 0 ? { parts } : {}),
    ...(latest?.kind === 'award' ? { award: { award: latest.award, talks: latest.all.map((one) => one.talk) } } : {}),
    ...(show.what.kind === 'ranking'
      ? { ranked: Object.fromEntries(show.steps.slice(0, show.at).map((step, index) => [step.talk, index + 1])) }
      : {}),
  };
};
