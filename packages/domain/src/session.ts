import { create } from 'mutative';
import type * as v from 'valibot';
import {
  proposeDeductions,
  applyJudging,
  decideJudging,
  initialJudging,
  judgingCommands,
  judgingEvents,
  judgingOf,
  type JudgingState,
} from './judging.ts';
import {
  applyCountdown,
  countdownCommands,
  countdownEvents,
  decideCountdown,
  initialCountdown,
  spent,
  type Clock,
  type CountdownState,
} from './countdown.ts';
import {
  applyDeck,
  decideDeck,
  deckCommands,
  deckEvents,
  initialDecks,
  showOpenedPage,
  type DeckState,
} from './deck.ts';
import { type Context, type Decision, type Instant, type Stamp, type Tagged } from './kernel.ts';
import {
  applyMessage,
  decideMessage,
  initialMessages,
  messageCommands,
  messageEvents,
  type MessageState,
} from './messages.ts';
import { decideOpening, openingCommands } from './opening.ts';
import {
  applyPeople,
  decidePeople,
  initialPeople,
  peopleCommands,
  peopleEvents,
  type Link,
  type PeopleState,
} from './people.ts';
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
  if (isOf(revealCommands, command)) return decideReveal(state, command, context);
  if (isOf(projectorCommands, command)) return decideProjector(state, command, context);
  if (isOf(stageCommands, command)) return decideStage(state, command, context);
  if (isOf(peopleCommands, command)) return decidePeople(state, command, context);
  if (isOf(messageCommands, command)) return decideMessage(state, command, context);
  if (isOf(recordCommands, command)) return decideRecord(state, command, context);
  return decideUndo(state, command, context);
};

/** What follows from an event in other capabilities, within the same command and so undone with it. */
const consequences = (
  state: SessionState,
  command: SessionCommand,
  event: SessionEvent,
  context: Context,
): SessionEvent[] => {
  switch (event.type) {
    case 'item.opened': {
      const item = state.order.items[event.to];
      const left = event.from === undefined ? undefined : state.countdown.clocks[event.from];
      const late =
        left && left.status !== 'ended' && spent(left, context.now) > 0
          ? proposeDeductions(state, event.from!, spent(left, context.now), context)
          : [];
      const show = !(command.type === 'item.open' && command.show === false);
      const scene = item?.kind === 'talk' ? ({ kind: 'talk' } as const) : ({ kind: 'welcome' } as const);
      const opens =
        item?.kind === 'talk' &&
        state.judging.rules.opens === 'with-talk' &&
        state.judging.panel.length > 0 &&
        judgingOf(state, event.to).status === 'closed';
      return [
        ...late,
        ...(show ? [{ type: 'scene.shown' as const, command: context.command, scene }] : []),
        ...(opens ? [{ type: 'judging.opened' as const, talk: event.to, command: context.command }] : []),
      ];
    }
    case 'countdown.ended':
      return proposeDeductions(state, event.item, event.elapsed, context);
    case 'countdown.started':
    case 'countdown.reset':
      return withdrawn(state, event.item);
    case 'countdown.limited': {
      const clock = state.countdown.clocks[event.item];
      return clock?.status === 'ended' ? proposeDeductions(state, event.item, clock.elapsed, context, event.limit) : [];
    }
    case 'undone':
      return [...restoredClocks(state, event.target)].flatMap(([talk, clock]) =>
        clock.status === 'ended'
          ? proposeDeductions(state, talk, clock.elapsed, context, clock.limit)
          : withdrawn(state, talk),
      );
    case 'link.revoked':
      return offStage(state, event.link);
    case 'reveal.begun':
      return [{ type: 'scene.shown', scene: { kind: 'reveal' } }];
    case 'session.ended': {
      const current = state.order.current;
      const clock = current === undefined ? undefined : state.countdown.clocks[current];
      const stop: SessionEvent[] =
        current !== undefined && clock?.status === 'running'
          ? [
              { type: 'countdown.ended', item: current, elapsed: spent(clock, context.now) },
              ...proposeDeductions(state, current, spent(clock, context.now), context),
            ]
          : [];
      return [
        ...stop,
        ...Object.keys(state.stage.onStage).map((participant) => ({ type: 'stage.removed' as const, participant })),
        ...Object.keys(state.stage.invited).map((participant) => ({ type: 'stage.uninvited' as const, participant })),
      ];
    }
    default:
      return [];
  }
};

/** The clocks that undoing a press puts back, as they will stand. */
const restoredClocks = (state: SessionState, target: string): Map<string, Clock> => {
  const restored = new Map<string, Clock>();
  for (const one of state.undo.recent.filter((own) => own.command === target).reverse()) {
    const before = one.before as (Clock & { clocks?: Record<string, Clock> }) | undefined;
    if (one.subject.startsWith('clock:') && before) restored.set(one.subject.slice('clock:'.length), before);
    // Opening an item changes the clock of the one that is left, and no other.
    const left = one.subject === 'order:' ? (one.before as { order: OrderState }).order.current : undefined;
    const clock = left === undefined ? undefined : before?.clocks?.[left];
    if (left !== undefined && clock && clock.status !== 'ended') restored.set(left, clock);
  }
  return restored;
};

/** PE7: whoever has lost the last link that lets them speak from afar leaves the stage with it. */
const offStage = (state: SessionState, revoked: string): SessionEvent[] => {
  const link = state.people.links[revoked];
  if (!link) return [];
  const { participant } = link;
  const speaks = (one: Link): boolean =>
    one.participant === participant && one.revokedAt === undefined && (one.role === 'remote' || one.role === 'speaker');
  if (!speaks(link) || Object.values(state.people.links).some((one) => one.link !== revoked && speaks(one))) return [];
  return [
    ...(state.stage.onStage[participant] ? [{ type: 'stage.removed' as const, participant }] : []),
    ...(state.stage.invited[participant] ? [{ type: 'stage.uninvited' as const, participant }] : []),
  ];
};

const withdrawn = (state: SessionState, talk: string): SessionEvent[] =>
  Object.values(judgingOf(state, talk).deductions)
    .filter((one) => one.status === 'proposed' && one.reason !== 'other')
    .map((one) => ({ type: 'deduction.withdrawn', talk, deduction: one.deduction }));

const isEvent = <T extends Record<string, v.GenericSchema>>(
  table: T,
  event: SessionEvent,
): event is Extract<SessionEvent, { type: keyof T & string }> =>
  Object.prototype.hasOwnProperty.call(table, event.type);

const apply = (state: SessionState, event: StampedSessionEvent, at: Instant): void => {
  remember(state, event);
  if (isEvent(infoEvents, event)) applyInfo(state, event, at);
  else if (isEvent(orderEvents, event)) applyOrder(state, event, at);
  else if (isEvent(countdownEvents, event)) applyCountdown(state, event);
  else if (isEvent(deckEvents, event)) applyDeck(state, event);
  else if (isEvent(questionEvents, event)) applyQuestion(state, event, at);
  else if (isEvent(judgingEvents, event)) applyJudging(state, event, at);
  else if (isEvent(revealEvents, event)) applyReveal(state, event);
  else if (isEvent(projectorEvents, event)) applyProjector(state, event);
  else if (isEvent(stageEvents, event)) applyStage(state, event, at);
  else if (isEvent(peopleEvents, event)) applyPeople(state, event, at);
  else if (isEvent(messageEvents, event)) applyMessage(state, event, at);
  else if (isEvent(recordEvents, event)) applyRecord(state, event, at);
  else if (isEvent(undoEvents, event)) applyUndo(state, event);
  if (event.type === 'item.opened') showOpenedPage(state, event.to);
};

/** The state after a batch of events: one draft, so that a map is copied at most once a batch. Total: it never refuses. */
export const evolveSession = (state: SessionState, events: readonly StampedSessionEvent[]): SessionState =>
  create(state, (draft) => {
    for (const event of events) apply(draft as SessionState, event, event.at);
  });
