import * as v from 'valibot';
import { decided, id, refuse, type Context, type Decision, type Tagged } from './kernel.ts';
import type { SessionEvent, SessionState } from './session.ts';
import { settledBy, SUBJECTS } from './undo-subjects.ts';

export const undoCommands = { undo: v.object({ target: id }) } as const;
export const undoEvents = { undone: v.object({ target: id }) } as const;
export type UndoCommand = Tagged<typeof undoCommands>;
export type UndoEvent = Tagged<typeof undoEvents>;

/** What a command changed, and what stood there before. */
interface UndoEntry {
  readonly command: string;
  /** The event that the command caused. */
  readonly event: SessionEvent['type'];
  /** Whose press it was. */
  readonly by?: string;
  readonly subject: string;
  readonly before?: unknown;
  /** Something that stands for good has happened to it since. */
  settled?: true;
}
export interface UndoState {
  /** The newest last. */
  recent: UndoEntry[];
}
export const initialUndo: UndoState = { recent: [] };
const KEPT = 30;

/** Whether the newest press on each thing that `target` changed is that of `target`. */
export const undoable = (state: SessionState, target: string): 'ok' | 'unknown' | 'superseded' => {
  const { recent } = state.undo;
  const own = recent.filter((one) => one.command === target);
  if (own.length === 0) return 'unknown';
  if (own.some((one) => one.settled)) return 'superseded';
  const first = recent.findIndex((one) => one.command === target);
  // A talk opened meanwhile, or a clock run in the newly opened one, stands on the opening.
  const depends = (later: UndoEntry): boolean =>
    own.some(
      (one) =>
        one.subject === later.subject ||
        (one.subject === 'order:' && later.subject.startsWith('clock:')) ||
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
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Before an event is applied: remembers what it will change. */
export const remember = (state: SessionState, event: SessionEvent, by?: string): void => {
  const { command } = event as { command?: string };
  const subject = SUBJECTS[event.type];
  if (command === undefined || !subject) {
    const names = settledBy(event);
    // Of most events, and so of a storm's, nothing.
    if (names.length === 0) return;
    const { recent } = state.undo;
    const isSettled = (name: string): boolean =>
      names.some((one) => one === name || (one.endsWith(':') && name.startsWith(one)));
    const settled = new Set(recent.filter((one) => isSettled(one.subject)).map((one) => one.command));
    if (settled.size > 0) for (const one of recent) if (settled.has(one.command)) one.settled = true;
    return;
  }
  const name = subject.name(event);
  const before = subject.read(state, name.slice(name.indexOf(':') + 1));
  const { recent } = state.undo;
  recent.push({
    command,
    event: event.type,
    subject: name,
    ...(by === undefined ? {} : { by }),
    ...(before === undefined ? {} : { before: copy(before) }),
  });
  // A command is forgotten whole: half of one could not be undone.
  const oldest = recent[0]?.command;
  if (recent.length > KEPT && oldest !== command) {
    state.undo.recent = recent.filter((one) => one.command !== oldest);
  }
};

export const applyUndo = (state: SessionState, event: UndoEvent): void => {
  const own = state.undo.recent.filter((one) => one.command === event.target);
  for (const one of [...own].reverse()) {
    SUBJECTS[one.event]?.write(state, one.subject.slice(one.subject.indexOf(':') + 1), one.before as never);
  }
  state.undo.recent = state.undo.recent.filter((one) => one.command !== event.target);
};
