import { showOpenedPage } from './deck.ts';
import type { SessionEvent, SessionState } from './session.ts';

/** What an undoable event changes: how it is called, what stood there, and how it is put back. */
export interface Subject {
  /** Two events on one name depend on each other. */
  readonly name: (event: SessionEvent) => string;
  readonly read: (state: SessionState, key: string) => unknown;
  readonly write: (state: SessionState, key: string, before: never) => void;
}
const keyOf = (event: SessionEvent): string => {
  const named = event as { item?: string; question?: string; participant?: string; talk?: string };
  return named.item ?? named.question ?? named.participant ?? named.talk ?? '';
};
const subject = <T>(
  prefix: string,
  read: (state: SessionState, key: string) => T,
  write: (state: SessionState, key: string, before: T) => void,
  key: (event: SessionEvent) => string = keyOf,
): Subject => ({ name: (event) => `${prefix}:${key(event)}`, read, write: write });
const whole = () => '';
const put = <T>(record: Record<string, T>, key: string, before: T | undefined): void => {
  if (before === undefined) delete record[key];
  else record[key] = before;
};

const clock = subject(
  'clock',
  (state, key) => state.countdown.clocks[key],
  (state, key, before) => put(state.countdown.clocks, key, before),
);
const page = subject(
  'page',
  (state, key) => state.decks.decks[key]?.page,
  (state, key, before) => {
    const deck = state.decks.decks[key];
    if (!deck || before === undefined) return;
    deck.page = before;
    if (state.order.current === key) showOpenedPage(state, key);
  },
);
const question = subject(
  'question',
  (state, key) => {
    const found = state.questions.items[key];
    return found && { status: found.status, featured: found.featured, turnedAt: found.turnedAt };
  },
  (state, key, before) => {
    const found = state.questions.items[key];
    if (!found || !before) return;
    state.questions.counts[found.status] -= 1;
    state.questions.counts[before.status] += 1;
    found.status = before.status;
    found.featured = before.featured;
    if (before.turnedAt === undefined) delete found.turnedAt;
    else found.turnedAt = before.turnedAt;
  },
);
const scene = subject(
  'scene',
  (state) => state.projector.scene,
  (state, _key, before) => {
    state.projector.scene = before;
    state.projector.serial += 1;
  },
  whole,
);
const order = subject(
  'order',
  // The clocks come along: opening an item pauses the one before.
  (state) => ({ order: state.order, clocks: state.countdown.clocks }),
  (state, _key, before) => {
    state.order = before.order;
    state.countdown.clocks = before.clocks;
    if (before.order.current !== undefined) showOpenedPage(state, before.order.current);
  },
  whole,
);
const judging = subject(
  'judging',
  (state, key) => {
    const found = state.judging.talks[key];
    return { status: found?.status ?? 'closed', openedAt: found?.openedAt };
  },
  (state, key, before) => {
    const talk = state.judging.talks[key];
    if (!talk) return;
    talk.status = before.status;
    if (before.openedAt === undefined) delete talk.openedAt;
    else talk.openedAt = before.openedAt;
  },
);
const deduction = subject(
  'deduction',
  (state, key) => {
    const [talk, one] = key.split('/') as [string, string];
    return state.judging.talks[talk]?.deductions[one];
  },
  (state, key, before) => {
    const [talk, one] = key.split('/') as [string, string];
    const found = state.judging.talks[talk];
    if (found) put(found.deductions, one, before);
  },
  (event) => `${keyOf(event)}/${(event as { deduction?: string }).deduction ?? ''}`,
);
const hand = subject(
  'hand',
  (state, key) => state.stage.hands[key],
  (state, key, before) => put(state.stage.hands, key, before),
);
const invitation = subject(
  'invitation',
  (state, key) => state.stage.invited[key],
  (state, key, before) => put(state.stage.invited, key, before),
);
/** Taking an invitation back lowers the hand as well. */
const invitationAndHand = subject(
  'invitation',
  (state, key) => ({ invited: state.stage.invited[key], hand: state.stage.hands[key] }),
  (state, key, before) => {
    put(state.stage.invited, key, before.invited);
    if (before.hand !== undefined) state.stage.hands[key] ??= before.hand;
  },
);

/** UN1: what each undoable event changes. An event that is not here has no inverse; docs/spec.md says why. */
export const SUBJECTS: Partial<Record<SessionEvent['type'], Subject>> = {
  'countdown.started': clock,
  'countdown.paused': clock,
  'countdown.ended': clock,
  'countdown.reset': clock,
  'countdown.limited': clock,
  'page.shown': page,
  'item.opened': order,
  'scene.shown': scene,
  'question.approved': question,
  'question.hidden': question,
  'question.featured': question,
  'question.unfeatured': question,
  'question.answered': question,
  'question.restored': question,
  'judging.opened': judging,
  'judging.closed': judging,
  'judging.reopened': judging,
  'deduction.proposed': deduction,
  'deduction.confirmed': deduction,
  'deduction.waived': deduction,
  'hand.lowered': hand,
  'stage.invited': invitation,
  'stage.uninvited': invitationAndHand,
};

/**
 * UN4: what changes a remembered thing for good, by the names of the things; a name that ends in ':' means them all.
 * A press on one of them can no longer be undone, nor can any other part of that press.
 */
const FINAL: Partial<Record<SessionEvent['type'], (key: string) => string[]>> = {
  'countdown.ended': (key) => [`clock:${key}`],
  'scene.shown': () => ['scene:'],
  'stage.entered': (key) => [`invitation:${key}`, `hand:${key}`],
  'stage.declined': (key) => [`invitation:${key}`, `hand:${key}`],
  'stage.uninvited': (key) => [`invitation:${key}`, `hand:${key}`],
  'hand.raised': (key) => [`hand:${key}`],
  'participant.erased': (key) => [`invitation:${key}`, `hand:${key}`],
  'sheet.sent': (key) => [`judging:${key}`],
  'results.opened': () => ['judging:'],
  'result.finalised': () => ['judging:', 'deduction:', 'order:'],
  'reveal.begun': () => ['judging:', 'deduction:'],
  'deck.accepted': (key) => [`page:${key}`],
  'deck.removed': (key) => [`page:${key}`],
  'item.added': () => ['order:'],
  'item.changed': (key) => ['order:', `clock:${key}`],
  'item.removed': (key) => ['order:', `clock:${key}`, `page:${key}`, `judging:${key}`],
  'item.moved': () => ['order:'],
  'session.ended': () => ['order:', 'clock:', 'invitation:', 'hand:'],
};
/** What an event that carries no press of its own settles: names of things, or beginnings of names that end in a colon. */
export const settledBy = (event: SessionEvent): readonly string[] => FINAL[event.type]?.(keyOf(event)) ?? [];
