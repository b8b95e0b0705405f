import { checkMarks } from '@rostrum/scoring';
import * as v from 'valibot';
import { whileFinal } from './judging.ts';
import { excuseOf, fillOfPanel, panelJudges, panelOf, type VoteState } from './judging-state.ts';
import {
  decided,
  decimal,
  entry,
  id,
  refuse,
  type Context,
  type Decision,
  type Instant,
  type Refusal,
  type Tagged,
} from './kernel.ts';
import { openTies } from './results.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';
import { crowdFigures } from './vote-figures.ts';

const marks = v.record(id, v.pipe(v.string(), v.maxLength(20)));
const list = v.pipe(v.array(id), v.maxLength(100));

export const ballotCommands = {
  'vote.open': v.object({ panel: id }),
  /** Nobody learns before this what came in; then the figures of a crowd are fixed. */
  'vote.close': v.object({ panel: id }),
  /** A list of talks, best first where places count; the last one given counts. */
  'vote.cast': v.object({ panel: id, talks: list }),
  'vote.rate': v.object({ panel: id, talk: id, marks }),
  /** A figure from outside: votes counted elsewhere, the total of an earlier round. */
  'figure.enter': v.object({ panel: id, talk: id, value: decimal }),
  /** Asks the judges to order those that are tied. */
  'tie.open': v.object({ talks: list }),
  'tie.vote': v.object({ tie: id, talks: list }),
  'tie.close': v.object({ tie: id }),
} as const;
export const ballotEvents = {
  'vote.opened': v.object({ panel: id }),
  'vote.closed': v.object({ panel: id, voters: v.number(), figures: v.exactOptional(v.record(id, decimal)) }),
  'vote.cast': v.object({ panel: id, participant: id, talks: list }),
  'vote.rated': v.object({ panel: id, participant: id, talk: id, marks }),
  'figure.entered': v.object({ panel: id, talk: id, value: decimal }),
  'tie.opened': v.object({ tie: id, talks: list }),
  'tie.voted': v.object({ tie: id, judge: id, talks: list }),
  'tie.closed': v.object({ tie: id }),
} as const;
export type BallotCommand = Tagged<typeof ballotCommands>;
export type BallotEvent = Tagged<typeof ballotEvents>;

export const decideBallot = (state: SessionState, command: BallotCommand, context: Context): Decision<BallotEvent> => {
  const final = whileFinal(state);
  if (final) return final;
  if (command.type === 'tie.open' || command.type === 'tie.vote' || command.type === 'tie.close')
    return decideTie(state, command, context);
  const panel = state.judging.rules.set.panels.find((one) => one.id === command.panel);
  if (!panel) return refuse('unknown-panel');
  const vote = entry(state.judging.votes, command.panel);
  switch (command.type) {
    case 'figure.enter': {
      if (panel.ballot.kind !== 'tally') return refuse('unknown-panel');
      if (entry(state.order.items, command.talk)?.kind !== 'talk') return refuse('unknown-item');
      if (entry(entry(state.judging.figures, command.panel) ?? {}, command.talk) === command.value) return decided([]);
      return decided([{ ...command, type: 'figure.entered' }]);
    }
    case 'vote.open':
      if (!votes(state, command.panel)) return refuse('unknown-panel');
      return vote?.status === 'open' ? decided([]) : decided([{ type: 'vote.opened', panel: command.panel }]);
    case 'vote.close': {
      if (!vote) return refuse('vote-not-open');
      if (vote.status === 'closed') return decided([]);
      const closed = { type: 'vote.closed' as const, panel: command.panel, voters: vote.voters };
      if (fillOfPanel(state, command.panel) !== 'crowd') return decided([closed]);
      return decided([{ ...closed, figures: crowdFigures(state, panel, vote) }]);
    }
    case 'vote.cast':
    case 'vote.rate': {
      const self = context.author.participant;
      if (self === undefined || !mayVote(state, command.panel, self)) return refuse('may-not-vote');
      if (vote?.status !== 'open') return refuse('vote-not-open');
      const wrong = command.type === 'vote.cast' ? wrongList(state, command, self) : wrongRating(state, command, self);
      if (wrong) return wrong;
      const { type: _type, ...ballot } = command;
      return decided([
        'talks' in ballot
          ? { type: 'vote.cast', participant: self, ...ballot }
          : { type: 'vote.rated', participant: self, ...ballot },
      ]);
    }
  }
};

/** Whether a panel votes: the crowd in any way, or judges by list. */
export const votes = (state: SessionState, panel: string): boolean => {
  const found = state.judging.rules.set.panels.find((one) => one.id === panel);
  const fill = fillOfPanel(state, panel);
  return fill === 'crowd' || (fill === 'judges' && found?.ballot.kind === 'places');
};

/** VO1: one ballot a participant; who of them has one is the panel's to say. Judges vote with their panel only. */
const mayVote = (state: SessionState, panel: string, participant: string): boolean => {
  if (fillOfPanel(state, panel) === 'judges') return panelJudges(state, panel).includes(participant);
  const person = entry(state.people.participants, participant);
  if (!person || panelOf(state, participant)) return false;
  const who = state.judging.rules.crowd?.[panel];
  if (who === 'listed') return person.guest !== true;
  if (who !== 'hall' && who !== 'afar') return who === 'all';
  return person.place === who && !votedElsewhere(state, who, participant);
};
/** Everybody says for themself where they are: whoever has voted there has no ballot at the other place. */
const votedElsewhere = (state: SessionState, here: 'hall' | 'afar', participant: string): boolean =>
  Object.entries(state.judging.rules.crowd ?? {}).some(
    ([panel, who]) =>
      (who === 'hall' || who === 'afar') &&
      who !== here &&
      entry(entry(state.judging.votes, panel)?.ballots ?? {}, participant) !== undefined,
  );

/** Talks that may be voted for: their speaker competes, and is not the voter. */
export const votedTalks = (state: SessionState, voter?: string): string[] =>
  inOrder(state.order.items)
    .filter((one) => one.kind === 'talk' && (voter === undefined || one.speaker !== voter))
    .filter((one) => (state.judging.talks[one.item]?.standing?.status ?? 'competing') === 'competing')
    .map((one) => one.item);

const wrongList = (
  state: SessionState,
  { panel, talks }: { panel: string; talks: readonly string[] },
  self: string,
): Refusal | undefined => {
  const ballot = state.judging.rules.set.panels.find((one) => one.id === panel)?.ballot;
  if (ballot?.kind !== 'places' && ballot?.kind !== 'picks') return refuse('unknown-panel');
  const open = votedTalks(state, self).filter((talk) => excuseOf(state, talk, self) === undefined);
  if (talks.some((talk) => !open.includes(talk))) return refuse('unknown-item');
  if (new Set(talks).size < talks.length) return refuse('talk-listed-twice');
  const most = Math.min(ballot.kind === 'picks' ? ballot.most : ballot.points.length, open.length);
  const least = Math.min(ballot.kind === 'picks' ? ballot.least : most, most);
  return talks.length < least || talks.length > most ? refuse('wrong-number-of-talks', { least, most }) : undefined;
};

const wrongRating = (
  state: SessionState,
  { panel, talk, marks: given }: { panel: string; talk: string; marks: Record<string, string> },
  self: string,
): Refusal | undefined => {
  const ballot = state.judging.rules.set.panels.find((one) => one.id === panel)?.ballot;
  if (ballot?.kind !== 'marks') return refuse('unknown-panel');
  if (!votedTalks(state, self).includes(talk)) return refuse('unknown-item');
  const [problem] = checkMarks(ballot.rubric, given);
  return problem && refuse('bad-mark', { criterion: problem.criterion, problem: problem.problem });
};

const decideTie = (
  state: SessionState,
  command: BallotCommand & { type: 'tie.open' | 'tie.vote' | 'tie.close' },
  context: Context,
): Decision<BallotEvent> => {
  if (command.type === 'tie.open') {
    const wanted = openTies(state).find((talks) => sameTalks(talks, command.talks));
    if (!wanted) return refuse('not-tied');
    const known = Object.entries(state.judging.ties).find(([, one]) => sameTalks(one.talks, wanted));
    if (known?.[1].status === 'open') return decided([]);
    return decided([{ type: 'tie.opened', tie: context.newId(), talks: [...wanted] }]);
  }
  const tie = entry(state.judging.ties, command.tie);
  if (!tie) return refuse('unknown-tie');
  if (command.type === 'tie.close')
    return tie.status === 'closed' ? decided([]) : decided([{ type: 'tie.closed', tie: command.tie }]);
  const judge = context.author.participant;
  if (judge === undefined || !panelOf(state, judge)) return refuse('not-allowed');
  if (tie.status === 'closed') return refuse('vote-not-open');
  if (!sameTalks(tie.talks, command.talks))
    return refuse('wrong-number-of-talks', { least: 1, most: tie.talks.length });
  return decided([{ type: 'tie.voted', tie: command.tie, judge, talks: command.talks }]);
};

const sameTalks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === a.length;

export const applyBallot = (state: SessionState, event: BallotEvent, at: Instant): void => {
  const { judging } = state;
  switch (event.type) {
    case 'vote.opened': {
      const before = judging.votes[event.panel];
      judging.votes[event.panel] = { status: 'open', openedAt: at, ballots: {}, voters: 0, ...kept(before) };
      return;
    }
    case 'vote.closed': {
      const vote = judging.votes[event.panel];
      if (!vote) return;
      vote.status = 'closed';
      vote.closedAt = at;
      if (event.figures) vote.figures = event.figures;
      return;
    }
    case 'vote.cast':
    case 'vote.rated': {
      const vote = judging.votes[event.panel];
      if (!vote) return;
      const ballot = vote.ballots[event.participant];
      if (!ballot) vote.voters += 1;
      // Rules freeze with the first ballot as with the first sheet.
      if (!ballot) judging.sent += 1;
      if (event.type === 'vote.cast') vote.ballots[event.participant] = { talks: event.talks };
      else vote.ballots[event.participant] = { rates: { ...ballot?.rates, [event.talk]: event.marks } };
      return;
    }
    case 'figure.entered':
      (judging.figures[event.panel] ??= {})[event.talk] = event.value;
      return;
    case 'tie.opened':
      // Opened again, a ballot begins anew: two of one judge would count twice.
      for (const [tie, one] of Object.entries(judging.ties))
        if (sameTalks(one.talks, event.talks)) delete judging.ties[tie];
      judging.ties[event.tie] = { talks: event.talks, status: 'open', ballots: {} };
      return;
    case 'tie.voted': {
      const tie = judging.ties[event.tie];
      if (tie) tie.ballots[event.judge] = event.talks;
      return;
    }
    case 'tie.closed': {
      const tie = judging.ties[event.tie];
      if (tie) tie.status = 'closed';
      return;
    }
  }
};
/** A vote that is opened again goes on with the ballots that it has. */
const kept = (before: VoteState | undefined) =>
  before && { openedAt: before.openedAt, ballots: before.ballots, voters: before.voters };
