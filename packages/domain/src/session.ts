import { create } from 'mutative';
import type * as v from 'valibot';
import { applyBallot, ballotCommands, ballotEvents, decideBallot } from './ballots.ts';
import { applyJudging, decideJudging, judgingCommands, judgingEvents } from './judging.ts';
import { initialJudging, type JudgingState } from './judging-state.ts';
import {
  applyCountdown,
  countdownCommands,
  countdownEvents,
  decideCountdown,
  initialCountdown,
  type CountdownState,
} from './countdown.ts';
import { consequences } from './consequences.ts';
import {
  applyDeck,
  decideDeck,
  deckCommands,
  deckEvents,
  forgetFileNames,
  initialDecks,
  showOpenedPage,
  type DeckState,
} from './deck.ts';
import { type Context, type Decision, type Stamp, type Tagged } from './kernel.ts';
import {
  applyMessage,
  decideMessage,
  initialMessages,
  messageCommands,
  messageEvents,
  type MessageState,
} from './messages.ts';
import { decideOpening, openingCommands } from './opening.ts';
import { applyOutcome, decideOutcome, outcomeCommands, outcomeEvents } from './outcome.ts';
import { applyPeople, decidePeople, initialPeople, peopleCommands, peopleEvents, type PeopleState } from './people.ts';
import {
  applyProjector,
  decideProjector,
  initialProjector,
  projectorCommands,
  projectorEvents,
  type ProjectorState,
} from './projector.ts';
import {
  applyQuestion,
  decideQuestion,
  initialQuestions,
  questionCommands,
  questionEvents,
  type QuestionState,
} from './questions.ts';
import { applyRecord, decideRecord, initialRecord, recordCommands, recordEvents, type RecordState } from './record.ts';
import { applyReveal, decideReveal, initialReveal, revealCommands, revealEvents, type RevealState } from './reveal.ts';
import { applyOrder, decideOrder, initialOrder, orderCommands, orderEvents, type OrderState } from './running-order.ts';
import { applyInfo, decideInfo, infoCommands, infoEvents, initialInfo, type InfoState } from './session-info.ts';
import { applySheet, decideSheet, sheetCommands, sheetEvents } from './sheets.ts';
import { applyStage, decideStage, initialStage, stageCommands, stageEvents, type StageState } from './stage.ts';
import { applyUndo, decideUndo, initialUndo, remember, undoCommands, undoEvents, type UndoState } from './undo.ts';

export const sessionCommands = {
  ...openingCommands,
  ...infoCommands,
  ...orderCommands,
  ...countdownCommands,
  ...deckCommands,
  ...questionCommands,
  ...judgingCommands,
  ...sheetCommands,
  ...ballotCommands,
  ...outcomeCommands,
  ...revealCommands,
  ...projectorCommands,
  ...stageCommands,
  ...peopleCommands,
  ...messageCommands,
  ...recordCommands,
  ...undoCommands,
} as const satisfies Record<string, v.GenericSchema>;
export const sessionEvents = {
  ...infoEvents,
  ...orderEvents,
  ...countdownEvents,
  ...deckEvents,
  ...questionEvents,
  ...judgingEvents,
  ...sheetEvents,
  ...ballotEvents,
  ...outcomeEvents,
  ...revealEvents,
  ...projectorEvents,
  ...stageEvents,
  ...peopleEvents,
  ...messageEvents,
  ...recordEvents,
  ...undoEvents,
} as const satisfies Record<string, v.GenericSchema>;

export type SessionCommand = Tagged<typeof sessionCommands>;
export type SessionEvent = Tagged<typeof sessionEvents>;
export type StampedSessionEvent = SessionEvent & Stamp;

export interface SessionState {
  info: InfoState;
  order: OrderState;
  countdown: CountdownState;
  decks: DeckState;
  questions: QuestionState;
  judging: JudgingState;
  reveal: RevealState;
  projector: ProjectorState;
  stage: StageState;
  people: PeopleState;
  messages: MessageState;
  record: RecordState;
  undo: UndoState;
}

export const initialSession: SessionState = {
  info: initialInfo,
  order: initialOrder,
  countdown: initialCountdown,
  decks: initialDecks,
  questions: initialQuestions,
  judging: initialJudging,
  reveal: initialReveal,
  projector: initialProjector,
  stage: initialStage,
  people: initialPeople,
  messages: initialMessages,
  record: initialRecord,
  undo: initialUndo,
};

/** Which events a command leads to, or why it is refused. Pure. */
export const decideSession = (
  state: SessionState,
  command: SessionCommand,
  context: Context,
): Decision<SessionEvent> => {
  const decision = route(state, command, context);
  if (!decision.ok || decision.events.length === 0) return decision;
  const events = [
    ...decision.events,
    ...decision.events.flatMap((event) => consequences(state, command, event, context)),
  ];
  return { ...decision, events };
};

const isOf = <T extends Record<string, v.GenericSchema>>(
  table: T,
  command: SessionCommand,
): command is Extract<SessionCommand, { type: keyof T & string }> =>
  Object.prototype.hasOwnProperty.call(table, command.type);

const route = (state: SessionState, command: SessionCommand, context: Context): Decision<SessionEvent> => {
  if (isOf(openingCommands, command)) return decideOpening(state, command, context);
  if (isOf(infoCommands, command)) return decideInfo(state, command, context);
  if (isOf(orderCommands, command)) return decideOrder(state, command, context);
  if (isOf(countdownCommands, command)) return decideCountdown(state, command, context);
  if (isOf(deckCommands, command)) return decideDeck(state, command, context);
  if (isOf(questionCommands, command)) return decideQuestion(state, command, context);
  if (isOf(judgingCommands, command)) return decideJudging(state, command, context);
  if (isOf(sheetCommands, command)) return decideSheet(state, command, context);
  if (isOf(ballotCommands, command)) return decideBallot(state, command, context);
  if (isOf(outcomeCommands, command)) return decideOutcome(state, command, context);
  if (isOf(revealCommands, command)) return decideReveal(state, command, context);
  if (isOf(projectorCommands, command)) return decideProjector(state, command, context);
  if (isOf(stageCommands, command)) return decideStage(state, command, context);
  if (isOf(peopleCommands, command)) return decidePeople(state, command, context);
  if (isOf(messageCommands, command)) return decideMessage(state, command, context);
  if (isOf(recordCommands, command)) return decideRecord(state, command, context);
  return decideUndo(state, command, context);
};

const isEvent = <T extends Record<string, v.GenericSchema>>(
  table: T,
  event: SessionEvent,
): event is Extract<SessionEvent, { type: keyof T & string }> =>
  Object.prototype.hasOwnProperty.call(table, event.type);

const apply = (state: SessionState, { at, by, ...event }: StampedSessionEvent): void => {
  // The stamp stays out of the state: whose press it was is nobody's but the log's and undo's business.
  remember(state, event, by);
  if (isEvent(infoEvents, event)) applyInfo(state, event, at);
  else if (isEvent(orderEvents, event)) applyOrder(state, event, at);
  else if (isEvent(countdownEvents, event)) applyCountdown(state, event);
  else if (isEvent(deckEvents, event)) applyDeck(state, event, at);
  else if (isEvent(questionEvents, event)) applyQuestion(state, event, at);
  else if (isEvent(judgingEvents, event)) applyJudging(state, event, at);
  else if (isEvent(sheetEvents, event)) applySheet(state, event, at);
  else if (isEvent(ballotEvents, event)) applyBallot(state, event, at);
  else if (isEvent(outcomeEvents, event)) applyOutcome(state, event, at);
  else if (isEvent(revealEvents, event)) applyReveal(state, event);
  else if (isEvent(projectorEvents, event)) applyProjector(state, event);
  else if (isEvent(stageEvents, event)) applyStage(state, event, at);
  else if (isEvent(peopleEvents, event)) applyPeople(state, event, at);
  else if (isEvent(messageEvents, event)) applyMessage(state, event, at);
  else if (isEvent(recordEvents, event)) applyRecord(state, event, at);
  else if (isEvent(undoEvents, event)) applyUndo(state, event);
  if (event.type === 'item.opened') showOpenedPage(state, event.to);
  if (event.type === 'participant.erased') forgetFileNames(state, event.participant);
};

/** The state after a batch of events: one draft, so that a map is copied at most once a batch. Total: it never refuses. */
export const evolveSession = (state: SessionState, events: readonly StampedSessionEvent[]): SessionState =>
  create(state, (draft) => {
    for (const event of events) apply(draft, event);
  });

/**
 * VI8 for commands that are decided one after another and written together: a fold that stays open between them. Its
 * `state` is the state so far, good for reading until `end`.
 */
export const foldSession = (state: SessionState) => {
  const [draft, finish] = create(state);
  return {
    state: draft as SessionState,
    apply: (events: readonly StampedSessionEvent[]): void => {
      for (const event of events) apply(draft, event);
    },
    end: (): SessionState => finish(),
  };
};
