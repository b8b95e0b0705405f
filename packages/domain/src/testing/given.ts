import type { Author, Context, Decision, Detail, Instant } from '../kernel.ts';
import { decideSession, evolveSession, initialSession } from '../session.ts';
import type { SessionCommand, SessionEvent, SessionState, StampedSessionEvent } from '../session.ts';
import { contextOf, DAWN, SECOND } from './context.ts';

/** Object keys sorted and undefined left out, so that two equal values read the same. */
export const canonical = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, one: unknown) =>
      one !== null && typeof one === 'object' && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    1,
  );
export const same = (actual: unknown, expected: unknown, what: string): void => {
  const [is, should] = [canonical(actual), canonical(expected)];
  if (is !== should) throw new Error(`${what}\nexpected ${should}\nbut got  ${is}`);
};

/** Stamps bare events one second apart from the beginning of the tests' world. */
export const stamped = (events: readonly SessionEvent[], from: Instant = DAWN): StampedSessionEvent[] =>
  events.map((event, index) => ({ ...event, at: from + index * SECOND }));

export interface Outcome {
  readonly decision: Decision<SessionEvent>;
  /** The state with the decided events folded in. */
  readonly state: SessionState;
  /** Exactly these events and no others. */
  then(...events: readonly SessionEvent[]): Outcome;
  /** Among others, these kinds of event in this order. */
  thenKinds(...types: readonly SessionEvent['type'][]): Outcome;
  /** Accepted, but nothing to do: a second press. */
  thenNothing(): Outcome;
  thenRefused(code: string, detail?: Detail): Outcome;
  /** What the acknowledgement carries. */
  thenAnswers(answer: Detail): Outcome;
  /** A further command on the state that results. */
  when(command: SessionCommand, by: Author, more?: Partial<Omit<Context, 'author'>>): Outcome;
}
export interface Given {
  readonly state: SessionState;
  when(command: SessionCommand, by: Author, more?: Partial<Omit<Context, 'author'>>): Outcome;
}

const outcome = (before: SessionState, decision: Decision<SessionEvent>, now: Instant): Outcome => {
  const events = decision.ok ? decision.events : [];
  const state = decision.ok
    ? evolveSession(
        before,
        events.map((event) => ({ ...event, at: now })),
      )
    : before;
  const accepted = (): readonly SessionEvent[] => {
    if (!decision.ok) throw new Error(`refused: ${decision.code} ${canonical(decision.detail ?? {})}`);
    return decision.events;
  };
  const self: Outcome = {
    decision,
    state,
    then: (...expected) => (same(accepted(), expected, 'the events'), self),
    thenKinds: (...types) => (
      same(
        accepted().map((one) => one.type),
        types,
        'the kinds of event',
      ),
      self
    ),
    thenNothing: () => (same(accepted(), [], 'the events'), self),
    thenRefused: (code, detail) => {
      if (decision.ok) throw new Error(`expected the refusal ${code}, but got ${canonical(decision.events)}`);
      same(decision.code, code, 'the code of the refusal');
      if (detail) same(decision.detail, detail, 'the detail of the refusal');
      return self;
    },
    thenAnswers: (answer) => (accepted(), same(decision.ok ? decision.answer : undefined, answer, 'the answer'), self),
    when: (command, by, more) => fromState(state).when(command, by, { now: now + SECOND, ...more }),
  };
  return self;
};

/** A test that starts from a state, such as a scenario's. */
export const fromState = (state: SessionState): Given => ({
  state,
  when: (command, by, more = {}) => {
    const context = contextOf(by, more);
    return outcome(state, decideSession(state, command, context), context.now);
  },
});
/** Given these events, one second apart; when a command comes; then these events follow. */
export const given = (...events: readonly SessionEvent[]): Given =>
  fromState(evolveSession(initialSession, stamped(events)));
