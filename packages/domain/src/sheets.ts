import { checkMarks, compareDecimals } from '@rostrum/scoring';
import * as v from 'valibot';
import { whileFinal } from './judging.ts';
import { judgesOf, judgingOf, newTalk, panelOf, type Marks, type SheetState } from './judging-state.ts';
import {
  decided,
  entry,
  id,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Instant,
  type Refusal,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

const target = { talk: id };
const marks = v.record(id, v.pipe(v.string(), v.maxLength(20)));
const sheet = { ...target, marks, comment: optionalText(1000) };

export const sheetCommands = {
  'sheet.draft': v.object(sheet),
  'sheet.send': v.object(sheet),
  /** The judge's own note on a talk: nobody else ever sees it. */
  'sheet.note': v.object({ ...target, note: optionalText(1000) }),
  /** Back to its judge, who may change and send it, also when the talk is locked or nothing was sent. */
  'sheet.return': v.object({ ...target, judge: id, reason: text(120) }),
  /** From paper. What one person has typed in counts once another has typed in the same. */
  'sheet.enter': v.object({ ...sheet, judge: id }),
} as const;
const owned = { ...sheet, judge: id };
export const sheetEvents = {
  'sheet.drafted': v.object(owned),
  'sheet.sent': v.object(owned),
  'sheet.noted': v.object({ ...target, judge: id, note: optionalText(1000) }),
  'sheet.returned': v.object({ ...target, judge: id, reason: text(120) }),
  'sheet.entered': v.object({ ...owned, enteredBy: id }),
  'sheet.confirmed': v.object({ ...target, judge: id, enteredBy: id, confirmedBy: id }),
} as const;
export type SheetCommand = Tagged<typeof sheetCommands>;
export type SheetEvent = Tagged<typeof sheetEvents>;

export const decideSheet = (state: SessionState, command: SheetCommand, context: Context): Decision<SheetEvent> => {
  const item = entry(state.order.items, command.talk);
  if (!item || item.kind !== 'talk') return refuse('unknown-item');
  const self = context.author.participant;
  if (self === undefined) return refuse('not-allowed');
  if (command.type === 'sheet.note') {
    if (!panelOf(state, self)) return refuse('not-allowed');
    if ((judgingOf(state, command.talk).sheets[self]?.note ?? '') === command.note) return decided([]);
    return decided([{ ...command, type: 'sheet.noted', judge: self }]);
  }
  const final = whileFinal(state);
  if (final) return final;
  if (command.type === 'sheet.return') return decideReturn(state, command);
  if (command.type === 'sheet.enter') return decideEnter(state, command, self);
  const { status, sheets } = judgingOf(state, command.talk);
  const out = notTheirs(state, command.talk, self);
  if (out) return out;
  if (status === 'locked' && !sheets[self]?.returned) return refuse('sheets-locked');
  const unknown = unknownCriterion(state, self, command.marks);
  if (unknown) return unknown;
  if (command.type === 'sheet.draft') return decided([{ ...command, type: 'sheet.drafted', judge: self }]);
  if (status === 'closed') return refuse('judging-not-open');
  return wrongSheet(state, self, command) ?? decided([{ ...command, type: 'sheet.sent', judge: self }]);
};

const notTheirs = (state: SessionState, talk: string, judge: string): Refusal | undefined => {
  if (panelOf(state, judge)?.ballot.kind !== 'marks') return refuse('not-allowed');
  return judgesOf(state, talk).includes(judge) ? undefined : refuse('judge-excused');
};

/** The rubric that a judge marks by. */
export const rubricOf = (state: SessionState, judge: string) => {
  const ballot = panelOf(state, judge)?.ballot;
  return ballot?.kind === 'marks' ? ballot.rubric : undefined;
};

const unknownCriterion = (state: SessionState, judge: string, given: Marks): Refusal | undefined => {
  const known = new Set((rubricOf(state, judge)?.criteria ?? []).map((one) => one.id));
  return Object.keys(given).some((name) => !known.has(name)) ? refuse('unknown-criterion') : undefined;
};

/** JU2: a sheet is complete and within the rubric's steps. */
const wrongSheet = (
  state: SessionState,
  judge: string,
  { marks: given, comment }: { marks: Marks; comment: string },
): Refusal | undefined => {
  const rubric = rubricOf(state, judge);
  const [problem] = rubric ? checkMarks(rubric, given) : [];
  if (problem) return refuse('bad-mark', { criterion: problem.criterion, problem: problem.problem });
  return rubric?.comment === 'required' && comment === '' ? refuse('comment-needed') : undefined;
};

/** JU15: a reason goes with it, and the marks stay where they are until the judge sends others. */
const decideReturn = (state: SessionState, command: SheetCommand & { type: 'sheet.return' }): Decision<SheetEvent> => {
  const { talk, judge, reason } = command;
  if (!judgesOf(state, talk).includes(judge)) return refuse('unknown-participant');
  const { status, sheets } = judgingOf(state, talk);
  if (status === 'closed') return refuse('judging-not-open');
  if (status === 'open' && !sheets[judge]?.sent) return refuse('sheet-is-out');
  if (sheets[judge]?.returned?.reason === reason) return decided([]);
  return decided([{ type: 'sheet.returned', talk, judge, reason }]);
};

/** JU16: two people, and never a mark on the wire: the second types the sheet as well, and both must agree. */
const decideEnter = (
  state: SessionState,
  { talk, judge, marks: given, comment }: SheetCommand & { type: 'sheet.enter' },
  self: string,
): Decision<SheetEvent> => {
  const out = notTheirs(state, talk, judge);
  if (out) return out;
  const { status, sheets } = judgingOf(state, talk);
  if (status === 'closed') return refuse('judging-not-open');
  const known = sheets[judge];
  if (status === 'locked' && known?.sent && !known.returned) return refuse('sheets-locked');
  if (self === judge) return refuse('not-your-own-paper');
  const wrong = unknownCriterion(state, judge, given) ?? wrongSheet(state, judge, { marks: given, comment });
  if (wrong) return wrong;
  const first = known?.entered;
  if (!first || first.by === self) {
    return decided([{ type: 'sheet.entered', talk, judge, marks: given, comment, enteredBy: self }]);
  }
  const differs = Object.keys(given).find((name) => compareDecimals(given[name] ?? '', first.marks[name] ?? '') !== 0);
  if (differs !== undefined) return refuse('entries-differ', { criterion: differs });
  if (comment !== first.comment) return refuse('entries-differ', { criterion: 'comment' });
  return decided([{ type: 'sheet.confirmed', talk, judge, enteredBy: first.by, confirmedBy: self }]);
};

export const applySheet = (state: SessionState, event: SheetEvent, at: Instant): void => {
  const talk = (state.judging.talks[event.talk] ??= newTalk());
  const sheet = (talk.sheets[event.judge] ??= {});
  const count = (sent: NonNullable<SheetState['sent']>): void => {
    if (!sheet.sent) {
      talk.order += 1;
      state.judging.sent += 1;
      sheet.arrival = talk.order;
    }
    sheet.sent = sent;
    delete sheet.draft;
    delete sheet.returned;
    delete sheet.entered;
  };
  const corrected = sheet.sent ? sheet.sent.corrected + 1 : 0;
  switch (event.type) {
    case 'sheet.drafted':
      sheet.draft = { marks: event.marks, comment: event.comment, at };
      return;
    case 'sheet.noted':
      sheet.note = event.note;
      return;
    case 'sheet.sent':
      return count({ marks: event.marks, comment: event.comment, at, corrected });
    case 'sheet.returned':
      sheet.returned = { reason: event.reason, at };
      return;
    case 'sheet.entered':
      sheet.entered = { marks: event.marks, comment: event.comment, by: event.enteredBy, at };
      return;
    case 'sheet.confirmed': {
      if (!sheet.entered) return;
      const { marks: typed, comment } = sheet.entered;
      const paper = { entered: event.enteredBy, confirmed: event.confirmedBy };
      return count({ marks: typed, comment, at, corrected, paper });
    }
  }
};
