import * as v from 'valibot';
import { decided, id, refuse, type Context, type Decision, type Tagged } from './kernel.ts';
import type { SessionEvent, SessionState } from './session.ts';

export const undoCommands = { undo: v.object({ target: id }) } as const;
export const undoEvents = { undone: v.object({ target: id }) } as const;
export type UndoCommand = Tagged<typeof undoCommands>;
export type UndoEvent = Tagged<typeof undoEvents>;

/** What a command changed, and what stood there before. */
interface Entry {
  readonly command: string;
  /** The event that the command caused. */
  readonly event: string;
  readonly subject: string;
  readonly before: unknown;
}
export interface UndoState {
  /** The newest last. */
  recent: Entry[];
}
export const initialUndo: UndoState = { recent: [] };
const KEPT = 30;

interface Subject {
  /** The key of what an event changes; two events on one key depend on each other. */
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
): Subject => ({
  name: (event) => `${prefix}:${keyOf(event)}`,
  read,
  write: write as Subject['write'],
});
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
    if (deck && before !== undefined) deck.page = before;
  },
);
const question = subject(
  'question',
  (state, key) => {
    const found = state.questions.items[key];
    return found && { status: found.status, featured: found.featured };
  },
  (state, key, before) => {
    const found = state.questions.items[key];
    if (!found || !before) return;
    state.questions.counts[found.status] -= 1;
    state.questions.counts[before.status] += 1;
    Object.assign(found, before);
  },
);
const scene = subject(
  'scene',
  (state) => state.projector.scene,
  (state, _key, before) => {
    state.projector.scene = before;
    state.projector.serial += 1;
  },
);
const order = subject(
  'order',
  // The clocks come along: opening an item pauses the one before.
  (state) => ({ order: state.order, clocks: state.countdown.clocks }),
  (state, _key, before) => {
    state.order = before.order;
    state.countdown.clocks = before.clocks;
  },
);
const judging = subject(
  'judging',
  (state, key) => state.judging.talks[key]?.status,
  (state, key, before) => {
    const talk = state.judging.talks[key];
    if (talk) talk.status = before ?? 'closed';
  },
);
const deduction = subject(
  'deduction',
  (state, key) => state.judging.talks[key]?.deductions,
  (state, key, before) => {
    const talk = state.judging.talks[key];
    if (talk) talk.deductions = before ?? {};
  },
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

/** UN1: what each undoable event changes. An event that is not here has no inverse; docs/spec.md says why. */
const SUBJECTS: Partial<Record<SessionEvent['type'], Subject>> = {
  'countdown.started': clock,
  'countdown.paused': clock,
  'countdown.ended': clock,
  'countdown.reset': clock,
  'countdown.limited': clock,
  'page.shown': page,
  'item.opened': { ...order, name: () => 'order:' },
  'scene.shown': { ...scene, name: () => 'scene:' },
  'question.approved': question,
  'question.hidden': question,
  'question.featured': question,
  'question.unfeatured': question,
  'question.answered': question,
  'question.restored': question,
  'judging.opened': judging,
  'judging.closed': judging,
  'judging.reopened': judging,
  'deduction.confirmed': deduction,
  'deduction.waived': deduction,
  'hand.lowered': hand,
  'stage.invited': invitation,
  'stage.uninvited': invitation,
};
const PREFIX: Record<string, Subject> = { clock, page, question, scene, order, judging, deduction, hand, invitation };

/** Whether the newest press on each thing that `target` changed is that of `target`. */
export const undoable = (state: SessionState, target: string): 'ok' | 'unknown' | 'superseded' => {
  const { recent } = state.undo;
  const own = recent.filter((one) => one.command === target);
  if (own.length === 0) return 'unknown';
  const first = recent.findIndex((one) => one.command === target);
  // A talk opened meanwhile, or a clock run in the newly opened one, stands on the opening.
  const depends = (later: Entry): boolean =>
    own.some(
      (one) =>
        one.subject === later.subject ||
        (one.subject === 'order:' && (later.subject.startsWith('clock:') || later.subject === 'order:')) ||
        (later.subject === 'order:' && one.subject.startsWith('clock:')),
    );
  return recent.slice(first).some((one) => one.command !== target && depends(one)) ? 'superseded' : 'ok';
};

export const decideUndo = (state: SessionState, command: UndoCommand, _context: Context): Decision<UndoEvent> => {
  const verdict = undoable(state, command.target);
  if (verdict === 'unknown') return refuse('nothing-to-undo');
  return verdict === 'ok' ? decided([{ type: 'undone', target: command.target }]) : refuse('undo-superseded');
};

/** A copy that later changes of the draft do not reach; what undo remembers is small. */
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Before an event is applied: remembers what it will change. */
export const remember = (state: SessionState, event: SessionEvent): void => {
  const command = (event as { command?: string }).command;
  const found = SUBJECTS[event.type];
  if (command === undefined || !found) {
    supersede(state, event);
    return;
  }
  const name = found.name(event);
  state.undo.recent.push({ command, event: event.type, subject: name, before: copy(found.read(state, keyOf(event))) });
  if (state.undo.recent.length > KEPT) state.undo.recent.splice(0, state.undo.recent.length - KEPT);
};

/** Events by others that change a remembered thing for good: nothing before them on it can be undone. */
const FINAL: Partial<Record<SessionEvent['type'], (event: SessionEvent) => string[]>> = {
  'stage.entered': (event) => [`invitation:${keyOf(event)}`, `hand:${keyOf(event)}`],
  'stage.declined': (event) => [`invitation:${keyOf(event)}`, `hand:${keyOf(event)}`],
  'hand.raised': (event) => [`hand:${keyOf(event)}`],
  'sheet.sent': (event) => [`judging:${keyOf(event)}`],
  'deck.accepted': (event) => [`page:${keyOf(event)}`],
  'deck.removed': (event) => [`page:${keyOf(event)}`],
  'item.added': () => ['order:'],
  'item.changed': (event) => ['order:', `clock:${keyOf(event)}`],
  'item.removed': () => ['order:'],
  'item.moved': () => ['order:'],
  'session.ended': () => ['order:'],
};
const supersede = (state: SessionState, event: SessionEvent): void => {
  const gone = FINAL[event.type]?.(event);
  if (gone) state.undo.recent = state.undo.recent.filter((one) => !gone.includes(one.subject));
};

export const applyUndo = (state: SessionState, event: UndoEvent): void => {
  const own = state.undo.recent.filter((one) => one.command === event.target);
  for (const one of [...own].reverse()) {
    const at = one.subject.indexOf(':');
    PREFIX[one.subject.slice(0, at)]?.write(state, one.subject.slice(at + 1), one.before as never);
  }
  state.undo.recent = state.undo.recent.filter((one) => one.command !== event.target);
};
