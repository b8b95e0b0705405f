import * as v from 'valibot';
import { judgesOf, judgingOf, countedSheet } from './judging-state.ts';
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
  type Instant,
  type Refusal,
  type Tagged,
} from './kernel.ts';
import { votes } from './ballots.ts';
import { isSettled, openTies, resultsOf } from './results.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';

const standing = v.picklist(['competing', 'out-of-competition', 'withdrawn', 'forfeit', 'disqualified']);
const row = v.object({
  talk: id,
  status: standing,
  total: v.exactOptional(decimal),
  rank: v.exactOptional(count),
  tied: v.exactOptional(flag),
  awards: v.array(v.string()),
});
const version = v.object({
  version: count,
  reason: v.exactOptional(text(200)),
  rows: v.array(row),
  teams: v.array(v.object({ team: v.string(), total: v.exactOptional(decimal), rank: v.exactOptional(count) })),
  advancing: v.array(id),
});

export const outcomeCommands = {
  /** Computes the result and makes it final: needs all that it follows from to be in or explained. */
  'result.finalise': v.object({}),
  /** Signs the version that one has seen. */
  'result.sign': v.object({ version: count }),
  /** Takes a final result up again, to correct it; the next version says why. */
  'result.reopen': v.object({ reason: text(200) }),
  /** Lets speakers see their own marks: with comments, with judges' names, or neither. */
  'result.release': v.object({ comments: v.boolean(), names: v.boolean() }),
} as const;
export const outcomeEvents = {
  'result.finalised': version,
  'result.signed': v.object({ version: count, participant: id, role: v.string() }),
  'result.reopened': v.object({ reason: text(200) }),
  'result.released': outcomeCommands['result.release'],
} as const;
export type OutcomeCommand = Tagged<typeof outcomeCommands>;
export type OutcomeEvent = Tagged<typeof outcomeEvents>;

export const decideOutcome = (
  state: SessionState,
  command: OutcomeCommand,
  context: Context,
): Decision<OutcomeEvent> => {
  const { judging } = state;
  const newest = judging.versions[judging.versions.length - 1];
  switch (command.type) {
    case 'result.finalise': {
      if (judging.final) return decided([]);
      return unfinished(state) ?? decided([finalised(state)]);
    }
    case 'result.sign': {
      if (!judging.final || !newest) return refuse('result-not-final');
      if (newest.version !== command.version) return refuse('changed-meanwhile');
      const { participant, role } = context.author;
      if (participant === undefined) return refuse('not-allowed');
      if (entry(newest.signed, participant)?.role === role) return decided([]);
      return decided([{ type: 'result.signed', version: command.version, participant, role }]);
    }
    case 'result.reopen':
      return judging.final ? decided([{ ...command, type: 'result.reopened' }]) : refuse('result-not-final');
    case 'result.release': {
      if (!newest) return refuse('result-not-final');
      const { comments, names } = judging.released ?? {};
      if (comments === command.comments && names === command.names) return decided([]);
      return decided([{ ...command, type: 'result.released' }]);
    }
  }
};

/** OU1: the first reason why the result cannot be final yet. */
const unfinished = (state: SessionState): Refusal | undefined => {
  const { judging } = state;
  for (const { item: talk, title } of inOrder(state.order.items).filter((one) => one.kind === 'talk')) {
    const { status, sheets, standing: stands } = judgingOf(state, talk);
    if (stands && stands.status !== 'competing' && stands.status !== 'out-of-competition') continue;
    const judges = judgesOf(state, talk);
    if (judges.length === 0) continue;
    if (status === 'closed') return refuse('talk-not-judged', { talk: title });
    if (status === 'open') return refuse('judging-still-open', { talk: title });
    if (judges.some((judge) => !countedSheet(sheets[judge]))) return refuse('sheets-missing', { talk: title });
    if (!isSettled(state, talk)) return refuse('result-not-settled', { talk: title });
  }
  for (const panel of judging.rules.set.panels) {
    if (votes(state, panel.id) && entry(judging.votes, panel.id)?.status !== 'closed')
      return refuse('vote-not-closed', { panel: panel.name ?? panel.id });
  }
  if (openTies(state).length > 0) return refuse('tie-open');
  const open = resultsOf(state).talks.find(
    (one) => one.state !== 'complete' && (one.status === 'competing' || one.status === 'out-of-competition'),
  );
  return open && refuse('result-incomplete', { talk: state.order.items[open.talk]?.title ?? '' });
};

const finalised = (state: SessionState): OutcomeEvent => {
  const { judging } = state;
  const results = resultsOf(state);
  const awards = (talk: string) => results.awards.filter((one) => one.talks.includes(talk)).map((one) => one.award);
  return {
    type: 'result.finalised',
    version: judging.versions.length + 1,
    ...(judging.reopened === undefined ? {} : { reason: judging.reopened }),
    rows: results.talks.map(({ talk, status, total }) => {
      const place = results.ranking.find((one) => one.talk === talk);
      return {
        talk,
        status,
        awards: awards(talk),
        ...(total === undefined ? {} : { total }),
        ...(place ? { rank: place.rank } : {}),
        ...(place?.tied ? { tied: true as const } : {}),
      };
    }),
    teams: results.teams.map(({ team, total, rank }) => ({
      team,
      ...(total === undefined ? {} : { total }),
      ...(rank === undefined ? {} : { rank }),
    })),
    advancing: [...results.advancing],
  };
};

export const applyOutcome = (state: SessionState, event: OutcomeEvent, at: Instant): void => {
  const { judging } = state;
  switch (event.type) {
    case 'result.finalised': {
      const { type: _type, ...facts } = event;
      judging.versions.push({ ...facts, rows: facts.rows, at, signed: {} });
      judging.final = true;
      delete judging.reopened;
      return;
    }
    case 'result.signed': {
      const signed = judging.versions.find((one) => one.version === event.version)?.signed;
      if (signed) signed[event.participant] = { role: event.role, at };
      return;
    }
    case 'result.reopened':
      judging.final = false;
      judging.reopened = event.reason;
      return;
    case 'result.released':
      judging.released = { comments: event.comments, names: event.names };
      return;
  }
};
