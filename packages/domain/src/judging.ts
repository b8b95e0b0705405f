import { calibrationGroup } from '@rostrum/scoring';
import * as v from 'valibot';
import { decideDeduction, deductionCommands, deductionEvents, applyDeduction } from './deductions.ts';
import { judgesOf, judgingOf, newTalk, panelOf, type TalkJudging } from './judging-state.ts';
import {
  decided,
  entry,
  id,
  refuse,
  text,
  type Context,
  type Decision,
  type Instant,
  type Refusal,
  type Tagged,
} from './kernel.ts';
import { isMarksHeldToTheEnd } from './holding.ts';
import { judgingRules } from './rules.ts';
import { inOrder } from './order-figures.ts';
import { applyConfigured, decideAdd, decideConfigure, decideExcuse } from './panels.ts';
import type { SessionState } from './session.ts';

const target = { talk: id };
const excuse = v.picklist(['recused', 'abstained', 'excused', 'gap']);
const standing = v.picklist(['competing', 'out-of-competition', 'withdrawn', 'forfeit', 'disqualified']);
const panels = v.record(id, v.array(id));

export const judgingCommands = {
  /** Rules and panels; refused once a sheet has been sent. A panel's order settles which of equal marks is struck out. */
  'judging.configure': v.object({ rules: v.exactOptional(judgingRules), panels: v.exactOptional(panels) }),
  'judging.open': v.object(target),
  /** Locks the sheets of a talk. */
  'judging.close': v.object(target),
  'judging.reopen': v.object(target),
  /** `gap`: the sheet will not come, and a person says why. */
  'judge.excuse': v.object({ ...target, judge: id, reason: text(120), kind: v.exactOptional(excuse) }),
  'judge.include': v.object({ ...target, judge: id }),
  /** A judge steps back from a talk by themself, or abstains. */
  'judge.recuse': v.object({ ...target, kind: v.picklist(['recused', 'abstained']), reason: text(120) }),
  /** In the middle: a further judge, or one in the stead of another, from the talks on that are not locked yet. */
  'judge.add': v.object({ panel: id, judge: id, instead: v.exactOptional(id), reason: v.exactOptional(text(120)) }),
  'judge.nudge': v.object({ ...target, judge: id }),
  'talk.stand': v.object({ ...target, status: standing, reason: text(120) }),
  ...deductionCommands,
  /** Where marks are held: shows them to the host, for one talk or for all. */
  'results.open': v.object({ talk: v.exactOptional(id) }),
} as const;

const change = { ...target, command: v.exactOptional(id) };
export const judgingEvents = {
  /** `panel`: the leading panel, in logs from before panels had names. */
  'judging.configured': v.object({
    rules: v.exactOptional(judgingRules),
    panel: v.exactOptional(v.array(id)),
    panels: v.exactOptional(panels),
  }),
  'judging.opened': v.object(change),
  'judging.closed': v.object(change),
  'judging.reopened': v.object(change),
  'judge.excused': v.object({
    ...target,
    judge: id,
    reason: text(120),
    kind: v.exactOptional(v.picklist([...excuse.options, 'joined-later', 'left'])),
  }),
  'judge.included': v.object({ ...target, judge: id }),
  'judge.added': v.object({ panel: id, judge: id, instead: v.exactOptional(id) }),
  'judge.nudged': v.object({ ...target, judge: id }),
  'talk.stood': v.object({ ...target, status: standing, reason: text(120) }),
  ...deductionEvents,
  'results.opened': v.object({ talk: v.exactOptional(id) }),
} as const;
export type JudgingCommand = Tagged<typeof judgingCommands>;
export type JudgingEvent = Tagged<typeof judgingEvents>;

/** JU17: while a result is final, nothing that it follows from is changed. */
export const whileFinal = (state: SessionState): Refusal | undefined =>
  state.judging.final ? refuse('result-is-final') : undefined;

export const decideJudging = (
  state: SessionState,
  command: JudgingCommand,
  context: Context,
): Decision<JudgingEvent> => {
  const final = command.type === 'results.open' || command.type === 'judge.nudge' ? undefined : whileFinal(state);
  if (final) return final;
  if (command.type === 'judging.configure') return decideConfigure(state, command);
  if (command.type === 'results.open') return decideResults(state, command);
  if (command.type === 'judge.add') return decideAdd(state, command);
  const item = entry(state.order.items, command.talk);
  if (!item || item.kind !== 'talk') return refuse('unknown-item');
  const judging = judgingOf(state, command.talk);
  const press = { talk: command.talk, command: context.command };
  switch (command.type) {
    case 'judging.open':
      if (judging.status === 'open') return decided([]);
      if (judging.status === 'locked') return refuse('sheets-locked');
      return judgesOf(state, command.talk).length > 0
        ? decided([{ type: 'judging.opened', ...press }])
        : refuse('no-judges');
    case 'judging.close': {
      if (judging.status === 'locked') return decided([]);
      if (judging.status !== 'open') return refuse('judging-not-open');
      const last = awaitedLast(state, command.talk);
      return last ? refuse('scored-together', { talk: last.title }) : decided([{ type: 'judging.closed', ...press }]);
    }
    case 'judging.reopen':
      return judging.status === 'locked' ? decided([{ type: 'judging.reopened', ...press }]) : decided([]);
    case 'judge.excuse':
      return decideExcuse(state, judging, command);
    case 'judge.recuse': {
      const judge = context.author.participant;
      if (judge === undefined || !panelOf(state, judge)) return refuse('not-allowed');
      if (judging.status === 'locked') return refuse('sheets-locked');
      return decideExcuse(state, judging, { ...command, type: 'judge.excuse', judge });
    }
    case 'judge.include': {
      const found = entry(judging.excused, command.judge);
      return found === undefined || found.kind === 'left'
        ? decided([])
        : decided([{ ...command, type: 'judge.included' }]);
    }
    case 'judge.nudge':
      if (judging.status !== 'open' && !judging.sheets[command.judge]?.returned) return refuse('judging-not-open');
      if (!judgesOf(state, command.talk).includes(command.judge)) return refuse('unknown-participant');
      return decided([{ ...command, type: 'judge.nudged' }]);
    case 'talk.stand': {
      const { status, reason } = judging.standing ?? { status: 'competing', reason: '' };
      if (status === command.status && reason === command.reason) return decided([]);
      return decided([{ ...command, type: 'talk.stood' }]);
    }
    default:
      return decideDeduction(judging, command, context);
  }
};

const isScored = ({ standing: { status } = { status: 'competing', reason: '' } }: TalkJudging): boolean =>
  status === 'competing' || status === 'out-of-competition';

/** JU12: talks that are scored together stay open until the last of them has its turn; this is that last one, while it waits. */
const awaitedLast = (state: SessionState, talk: string) => {
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const at = talks.findIndex((one) => one.item === talk);
  const { first, last } = calibrationGroup(state.judging.rules.set, at, talks.length);
  // Who withdrew or did not appear never has a turn; and a turn needs no clock that ran.
  const awaited = talks.slice(first, last + 1).filter((one) => isScored(judgingOf(state, one.item)));
  const end = awaited[awaited.length - 1];
  return end && end.item !== talk && judgingOf(state, end.item).status === 'closed' ? end : undefined;
};

const decideResults = (
  state: SessionState,
  command: JudgingCommand & { type: 'results.open' },
): Decision<JudgingEvent> => {
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  if (command.talk !== undefined && entry(state.order.items, command.talk)?.kind !== 'talk') {
    return refuse('unknown-item');
  }
  if (command.talk !== undefined && isMarksHeldToTheEnd(state, command.talk)) {
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

export const applyJudging = (state: SessionState, event: JudgingEvent, at: Instant): void => {
  const { judging } = state;
  switch (event.type) {
    case 'judging.configured':
      return applyConfigured(judging, event);
    case 'results.opened': {
      const meant = event.talk === undefined ? Object.keys(state.order.items) : [event.talk];
      for (const talk of meant) {
        const found = judging.talks[talk];
        if (found?.status === 'locked') found.resultsOpened = true;
      }
      return;
    }
    case 'judge.added': {
      const members = (judging.panels[event.panel] ??= []);
      const after = event.instead === undefined ? -1 : members.indexOf(event.instead);
      members.splice(after < 0 ? members.length : after + 1, 0, event.judge);
      return;
    }
    default:
      applyTalk((judging.talks[event.talk] ??= newTalk()), event, at);
  }
};

type TalkEvent = Exclude<JudgingEvent, { type: 'judging.configured' | 'results.opened' | 'judge.added' }>;
const applyTalk = (talk: TalkJudging, event: TalkEvent, at: Instant): void => {
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
    case 'judge.excused':
      talk.excused[event.judge] = { kind: event.kind ?? 'excused', reason: event.reason };
      return;
    case 'judge.included':
      delete talk.excused[event.judge];
      return;
    case 'judge.nudged':
      (talk.sheets[event.judge] ??= {}).nudgedAt = at;
      return;
    case 'talk.stood':
      talk.standing = { status: event.status, reason: event.reason };
      return;
    default:
      applyDeduction(talk, event);
  }
};
