import { proposeForTime } from '@rostrum/scoring';
import * as v from 'valibot';
import { judgingOf, type TalkJudging } from './judging-state.ts';
import {
  count,
  decided,
  decimal,
  entry,
  flag,
  id,
  refuse,
  text,
  type Context,
  type Decision,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

const target = { talk: id };
const kind = v.picklist(['deduction', 'bonus']);
const positive = v.pipe(
  decimal,
  v.check((value) => !value.startsWith('-'), 'negative'),
);

export const deductionCommands = {
  /** Points off, or a bonus, for a reason that is not the clock's. */
  'deduction.add': v.object({ ...target, points: positive, note: text(120), kind: v.exactOptional(kind) }),
  /** With other points than were proposed: `note` says why. */
  'deduction.confirm': v.object({
    ...target,
    deduction: id,
    points: v.exactOptional(positive),
    note: v.exactOptional(text(120)),
  }),
  'deduction.waive': v.object({ ...target, deduction: id, note: v.exactOptional(text(120)) }),
} as const;

const change = { ...target, command: v.exactOptional(id), deduction: id };
export const deductionEvents = {
  /** `command` where a person adds it by hand. */
  'deduction.proposed': v.object({
    ...change,
    reason: v.picklist(['over-time', 'under-time', 'other']),
    points: decimal,
    kind: v.exactOptional(kind),
    seconds: v.exactOptional(count),
    note: v.exactOptional(text(120)),
    out: v.exactOptional(flag),
  }),
  /** The clock ran on or was undone: the proposal no longer holds. */
  'deduction.withdrawn': v.object({ ...target, deduction: id }),
  'deduction.confirmed': v.object({ ...change, points: decimal, note: v.exactOptional(text(120)) }),
  'deduction.waived': v.object({ ...change, note: v.exactOptional(text(120)) }),
} as const;
export type DeductionCommand = Tagged<typeof deductionCommands>;
export type DeductionEvent = Tagged<typeof deductionEvents>;

export const decideDeduction = (
  judging: TalkJudging,
  command: DeductionCommand,
  context: Context,
): Decision<DeductionEvent> => {
  const press = { talk: command.talk, command: context.command };
  if (command.type === 'deduction.add') {
    const { points, note } = command;
    const made = { ...press, deduction: context.newId(), points };
    return decided([
      { type: 'deduction.proposed', ...made, reason: 'other', note, ...(command.kind ? { kind: command.kind } : {}) },
      { type: 'deduction.confirmed', ...made },
    ]);
  }
  const found = entry(judging.deductions, command.deduction);
  if (!found) return refuse('unknown-deduction');
  const note = command.note === undefined || command.note === found.note ? {} : { note: command.note };
  if (command.type === 'deduction.waive') {
    if (found.status === 'waived' && note.note === undefined) return decided([]);
    return decided([{ ...press, type: 'deduction.waived', deduction: command.deduction, ...note }]);
  }
  const points = command.points ?? found.points;
  if (found.status === 'confirmed' && points === found.points && note.note === undefined) return decided([]);
  return decided([{ ...press, type: 'deduction.confirmed', deduction: command.deduction, points, ...note }]);
};

export const applyDeduction = (talk: TalkJudging, event: DeductionEvent): void => {
  if (event.type === 'deduction.withdrawn') {
    delete talk.deductions[event.deduction];
    return;
  }
  if (event.type === 'deduction.proposed') {
    const { type: _type, talk: _talk, kind: as = 'deduction', ...facts } = event;
    talk.deductions[event.deduction] = { ...facts, kind: as, status: 'proposed' };
    return;
  }
  const found = talk.deductions[event.deduction];
  if (!found) return;
  found.status = event.type === 'deduction.confirmed' ? 'confirmed' : 'waived';
  if (event.type === 'deduction.confirmed') found.points = event.points;
  if (event.note !== undefined) found.note = event.note;
};

/** The deduction that the clock proposes when a talk's countdown ends, in the stead of one that it proposed before. */
export const proposeDeductions = (
  state: SessionState,
  talk: string,
  elapsed: number,
  context: Context,
  limit?: number,
): DeductionEvent[] => {
  const item = entry(state.order.items, talk);
  const clock = entry(state.countdown.clocks, talk);
  const { time } = state.judging.rules.set;
  if (item?.kind !== 'talk' || !clock || Object.keys(state.judging.panels).length === 0 || state.judging.final)
    return [];
  const known = Object.values(judgingOf(state, talk).deductions).filter((one) => one.reason !== 'other');
  const old = known.filter((one) => one.status === 'proposed');
  const withdrawn = old.map((one) => ({ type: 'deduction.withdrawn' as const, talk, deduction: one.deduction }));
  const allowed = (limit ?? clock.limit) / 1000;
  const found = time && proposeForTime(time, [elapsed / 1000], allowed);
  if (!found) return withdrawn;
  const seconds = Math.round(found.seconds);
  // What a person has decided about the same time stands, when an undo brings that time back.
  if (known.some((one) => one.status !== 'proposed' && one.reason === found.reason && one.seconds === seconds))
    return withdrawn;
  const { reason, points } = found;
  const proposed = {
    talk,
    deduction: context.newId(),
    reason,
    points,
    seconds,
    ...(found.out ? { out: found.out } : {}),
  };
  return [...withdrawn, { type: 'deduction.proposed', ...proposed }];
};
