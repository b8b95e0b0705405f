import { checkMarks, checkRules } from '@rostrum/scoring';
import * as v from 'valibot';
import { judgesOf, judgingOf, newTalk, type JudgingState, type TalkJudging } from './judging-state.ts';
import {
  count,
  decided,
  decimal,
  entry,
  id,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Instant,
  type Tagged,
} from './kernel.ts';
import { ruleSet } from './results.ts';
import { judgingRules } from './rules.ts';
import { inOrder } from './running-order.ts';
import type { SessionState } from './session.ts';

const marks = v.record(id, v.pipe(v.string(), v.maxLength(20)));
const target = { talk: id };
const sheet = { ...target, marks, comment: optionalText(1000) };
const reason = v.picklist(['over-time', 'under-time', 'other']);

export const judgingCommands = {
  /** Rules and panel; refused once a sheet has been sent. The panel's order settles which of equal marks is struck out. */
  'judging.configure': v.object({ rules: v.exactOptional(judgingRules), panel: v.exactOptional(v.array(id)) }),
  'judging.open': v.object(target),
  /** Locks the sheets of a talk. */
  'judging.close': v.object(target),
  'judging.reopen': v.object(target),
  'sheet.draft': v.object(sheet),
  'sheet.send': v.object(sheet),
  'judge.excuse': v.object({ ...target, judge: id, reason: text(120) }),
  'judge.include': v.object({ ...target, judge: id }),
  'deduction.add': v.object({ ...target, points: decimal, note: text(120) }),
  'deduction.confirm': v.object({ ...target, deduction: id, points: v.exactOptional(decimal) }),
  'deduction.waive': v.object({ ...target, deduction: id, note: v.exactOptional(text(120)) }),
  /** Where marks are held: shows them to the host, for one talk or for all. */
  'results.open': v.object({ talk: v.exactOptional(id) }),
} as const;

const change = { ...target, command: v.exactOptional(id) };
export const judgingEvents = {
  'judging.configured': v.object({ rules: v.exactOptional(judgingRules), panel: v.exactOptional(v.array(id)) }),
  'judging.opened': v.object(change),
  'judging.closed': v.object(change),
  'judging.reopened': v.object(change),
  'sheet.drafted': v.object({ ...sheet, judge: id }),
  'sheet.sent': v.object({ ...sheet, judge: id }),
  'judge.excused': v.object({ ...target, judge: id, reason: text(120) }),
  'judge.included': v.object({ ...target, judge: id }),
  /** `command` where a person adds it by hand. */
  'deduction.proposed': v.object({
    ...change,
    deduction: id,
    reason,
    points: decimal,
    seconds: v.exactOptional(count),
    note: v.exactOptional(text(120)),
  }),
  /** The clock ran on or was undone: the proposal no longer holds. */
  'deduction.withdrawn': v.object({ ...target, deduction: id }),
  'deduction.confirmed': v.object({ ...change, deduction: id, points: decimal }),
  'deduction.waived': v.object({ ...change, deduction: id, note: v.exactOptional(text(120)) }),
  'results.opened': v.object({ talk: v.exactOptional(id) }),
} as const;
export type JudgingCommand = Tagged<typeof judgingCommands>;
export type JudgingEvent = Tagged<typeof judgingEvents>;

export const decideJudging = (
  state: SessionState,
  command: JudgingCommand,
  context: Context,
): Decision<JudgingEvent> => {
  if (command.type === 'judging.configure') return decideConfigure(state, command);
  if (command.type === 'results.open') return decideResults(state, command);
  const item = entry(state.order.items, command.talk);
  if (!item || item.kind !== 'talk') return refuse('unknown-item');
  const judging = judgingOf(state, command.talk);
  const press = { talk: command.talk, command: context.command };
  switch (command.type) {
    case 'judging.open':
      if (judging.status === 'open') return decided([]);
      if (judging.status === 'locked') return refuse('sheets-locked');
      return state.judging.panel.length > 0 ? decided([{ type: 'judging.opened', ...press }]) : refuse('no-judges');
    case 'judging.close':
      if (judging.status === 'locked') return decided([]);
      return judging.status === 'open' ? decided([{ type: 'judging.closed', ...press }]) : refuse('judging-not-open');
    case 'judging.reopen':
      return judging.status === 'locked' ? decided([{ type: 'judging.reopened', ...press }]) : decided([]);
    case 'sheet.draft':
    case 'sheet.send':
      return decideSheet(state, command, judging, context);
    case 'judge.excuse':
      if (!state.judging.panel.includes(command.judge)) return refuse('unknown-participant');
      if (judging.sheets[command.judge]?.sent) return refuse('sheet-is-in');
      if (entry(judging.excused, command.judge) === command.reason) return decided([]);
      return decided([{ ...command, type: 'judge.excused' }]);
    case 'judge.include':
      return entry(judging.excused, command.judge) === undefined
        ? decided([])
        : decided([{ ...command, type: 'judge.included' }]);
    case 'deduction.add': {
      const deduction = context.newId();
      return decided([
        {
          type: 'deduction.proposed',
          talk: command.talk,
          deduction,
          reason: 'other',
          points: command.points,
          note: command.note,
          command: context.command,
        },
        {
          type: 'deduction.confirmed',
          talk: command.talk,
          deduction,
          points: command.points,
          command: context.command,
        },
      ]);
    }
    case 'deduction.confirm':
    case 'deduction.waive': {
      const found = entry(judging.deductions, command.deduction);
      if (!found) return refuse('unknown-deduction');
      if (command.type === 'deduction.waive') {
        if (found.status === 'waived' && (command.note ?? found.note) === found.note) return decided([]);
        return decided([{ ...command, type: 'deduction.waived', command: context.command }]);
      }
      if (found.status === 'confirmed' && (command.points ?? found.points) === found.points) return decided([]);
      return decided([
        { ...press, type: 'deduction.confirmed', deduction: command.deduction, points: command.points ?? found.points },
      ]);
    }
  }
};

const decideConfigure = (
  state: SessionState,
  command: JudgingCommand & { type: 'judging.configure' },
): Decision<JudgingEvent> => {
  if (state.judging.sent > 0) return refuse('rules-frozen');
  const problems = command.rules ? checkRules(ruleSet(command.rules)) : [];
  const [problem] = problems;
  if (problem) return refuse('bad-rules', { problem: problem.problem });
  const unknown = (command.panel ?? []).some(
    (judge) => !entry(state.people.participants, judge)?.roles.includes('judge'),
  );
  if (unknown) return refuse('unknown-participant');
  const panel = command.panel && { panel: [...new Set(command.panel)] };
  return decided([{ ...command, ...panel, type: 'judging.configured' }]);
};

const decideResults = (
  state: SessionState,
  command: JudgingCommand & { type: 'results.open' },
): Decision<JudgingEvent> => {
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  if (command.talk !== undefined && entry(state.order.items, command.talk)?.kind !== 'talk') {
    return refuse('unknown-item');
  }
  if (command.talk !== undefined && state.info.settings.marksShown === 'end') {
    const open = talks.find((one) => judgingOf(state, one.item).status !== 'locked');
    if (open) return refuse('results-held-to-the-end', { talk: open.title });
  }
  const meant = command.talk === undefined ? talks.map((one) => one.item) : [command.talk];
  if (meant.some((talk) => judgingOf(state, talk).status === 'open')) return refuse('judging-still-open');
  // JU6: a talk that has not been judged yet is left out, else its marks would be open before they are sent.
  const locked = meant.filter((talk) => judgingOf(state, talk).status === 'locked');
  if (locked.length === 0) return refuse('judging-not-open');
  return locked.every((talk) => judgingOf(state, talk).resultsOpened)
    ? decided([])
    : decided([{ ...command, type: 'results.opened' }]);
};

const decideSheet = (
  state: SessionState,
  command: JudgingCommand & { type: 'sheet.draft' | 'sheet.send' },
  judging: TalkJudging,
  context: Context,
): Decision<JudgingEvent> => {
  const judge = context.author.participant;
  if (judge === undefined || !state.judging.panel.includes(judge)) return refuse('not-allowed');
  if (!judgesOf(state, command.talk).includes(judge)) return refuse('judge-excused');
  if (judging.status === 'locked') return refuse('sheets-locked');
  const known = new Set(state.judging.rules.rubric.criteria.map((one) => one.id));
  if (Object.keys(command.marks).some((name) => !known.has(name))) return refuse('unknown-criterion');
  if (command.type === 'sheet.draft') return decided([{ ...command, type: 'sheet.drafted', judge }]);
  if (judging.status !== 'open') return refuse('judging-not-open');
  const [problem] = checkMarks({ criteria: state.judging.rules.rubric.criteria }, command.marks);
  if (problem) return refuse('bad-mark', { criterion: problem.criterion, problem: problem.problem });
  if (state.judging.rules.rubric.commentRequired && command.comment === '') return refuse('comment-needed');
  return decided([{ ...command, type: 'sheet.sent', judge }]);
};

export const applyJudging = (state: SessionState, event: JudgingEvent, at: Instant): void => {
  const { judging } = state;
  if (event.type === 'judging.configured') {
    if (event.rules) judging.rules = event.rules;
    if (event.panel) judging.panel = [...event.panel];
    return;
  }
  if (event.type === 'results.opened') {
    const meant = event.talk === undefined ? Object.keys(state.order.items) : [event.talk];
    for (const talk of meant) {
      const found = judging.talks[talk];
      if (found?.status === 'locked') found.resultsOpened = true;
    }
    return;
  }
  applyTalk(judging, (judging.talks[event.talk] ??= newTalk()), event, at);
};

type TalkEvent = Exclude<JudgingEvent, { type: 'judging.configured' | 'results.opened' }>;
const applyTalk = (judging: JudgingState, talk: TalkJudging, event: TalkEvent, at: Instant): void => {
  switch (event.type) {
    case 'judging.opened':
      talk.openedAt ??= at;
      talk.status = 'open';
      return;
    case 'judging.reopened':
      talk.status = 'open';
      return;
    case 'judging.closed':
      talk.status = 'locked';
      return;
    case 'sheet.drafted':
      (talk.sheets[event.judge] ??= {}).draft = { marks: event.marks, comment: event.comment, at };
      return;
    case 'sheet.sent': {
      const sheet = (talk.sheets[event.judge] ??= {});
      if (!sheet.sent) {
        talk.order += 1;
        judging.sent += 1;
        sheet.arrival = talk.order;
      }
      sheet.sent = {
        marks: event.marks,
        comment: event.comment,
        at,
        corrected: sheet.sent ? sheet.sent.corrected + 1 : 0,
      };
      delete sheet.draft;
      return;
    }
    case 'judge.excused':
      talk.excused[event.judge] = event.reason;
      return;
    case 'judge.included':
      delete talk.excused[event.judge];
      return;
    case 'deduction.proposed': {
      const { type: _type, talk: _talk, ...facts } = event;
      talk.deductions[event.deduction] = { ...facts, status: 'proposed' };
      return;
    }
    case 'deduction.withdrawn':
      delete talk.deductions[event.deduction];
      return;
    case 'deduction.confirmed':
    case 'deduction.waived': {
      const found = talk.deductions[event.deduction];
      if (!found) return;
      found.status = event.type === 'deduction.confirmed' ? 'confirmed' : 'waived';
      if (event.type === 'deduction.confirmed') found.points = event.points;
      else if (event.note !== undefined) found.note = event.note;
      return;
    }
  }
};
