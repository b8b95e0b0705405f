import * as v from 'valibot';
import { count, decided, decimal, entry, id, refuse, type Context, type Decision, type Tagged } from './kernel.ts';
import { judgingOf } from './judging-state.ts';
import { isSettled, ranksOf, resultOf } from './results.ts';
import { inOrder } from './running-order.ts';
import type { SessionState } from './session.ts';

const mark = v.object({ total: decimal, dropped: v.exactOptional(v.picklist(['highest', 'lowest'])) });
/** One click of the host: what the hall learns with it. */
const revealStep = v.variant('kind', [
  v.object({ kind: v.literal('marks'), talk: id, marks: v.array(v.object({ total: decimal })) }),
  v.object({ kind: v.literal('dropped'), talk: id, marks: v.array(mark) }),
  v.object({ kind: v.literal('mean'), talk: id, mean: decimal }),
  v.object({ kind: v.literal('total'), talk: id, deduction: decimal, total: decimal }),
  v.object({ kind: v.literal('rank'), talk: id, total: decimal, rank: count, tied: v.boolean() }),
]);
export type RevealStep = Readonly<v.InferOutput<typeof revealStep>>;
const what = v.variant('kind', [
  v.object({ kind: v.literal('talk'), talk: id }),
  v.object({ kind: v.literal('ranking') }),
]);

export const revealCommands = {
  /** Computes the steps once, from results that are open and settled, and puts the reveal on the projector. */
  'reveal.begin': v.object({ what }),
  /** One step on, or back; `from` is what the pressed screen showed. */
  'reveal.step': v.object({ from: count, to: count }),
  'reveal.finish': v.object({}),
} as const;
export const revealEvents = {
  'reveal.begun': v.object({ what, steps: v.array(revealStep) }),
  'reveal.stepped': v.object({ to: count }),
  'reveal.finished': v.object({}),
} as const;
export type RevealCommand = Tagged<typeof revealCommands>;
export type RevealEvent = Tagged<typeof revealEvents>;

/** What everyone may know of a talk's result, growing with the steps shown; it is kept. */
export interface PublicResult {
  marks?: { total: string; dropped?: 'highest' | 'lowest' }[];
  mean?: string;
  deduction?: string;
  total?: string;
  rank?: number;
  tied?: boolean;
}
export interface RevealState {
  show?: { what: Readonly<v.InferOutput<typeof what>>; steps: RevealStep[]; at: number };
  /** By talk; a talk's rank as its own step gave it. */
  public: Record<string, PublicResult>;
  /** The talks whose rank a reveal of the whole ranking has shown. */
  placed: Record<string, true>;
}
export const initialReveal: RevealState = { public: {}, placed: {} };

export const decideReveal = (state: SessionState, command: RevealCommand, _context: Context): Decision<RevealEvent> => {
  const { show } = state.reveal;
  switch (command.type) {
    case 'reveal.begin': {
      const steps = command.what.kind === 'talk' ? talkSteps(state, command.what.talk) : rankingSteps(state);
      return Array.isArray(steps) ? decided([{ type: 'reveal.begun', what: command.what, steps }]) : steps;
    }
    case 'reveal.step':
      if (!show) return refuse('nothing-to-reveal');
      if (show.at === command.to) return decided([]);
      if (show.at !== command.from || command.to > show.steps.length || Math.abs(command.to - command.from) !== 1)
        return refuse('changed-meanwhile');
      return decided([{ type: 'reveal.stepped', to: command.to }]);
    case 'reveal.finish':
      return show ? decided([{ type: 'reveal.finished' }]) : decided([]);
  }
};

const open = (state: SessionState, talk: string): boolean =>
  state.info.settings.marksShown === 'live' || judgingOf(state, talk).resultsOpened;

/** Talk by talk: the marks, the struck-out ones, the mean, the deduction with the total, the rank so far. */
const talkSteps = (state: SessionState, talk: string) => {
  const item = entry(state.order.items, talk);
  if (!item) return refuse('unknown-item');
  if (!open(state, talk)) return refuse('results-not-open', { talk: item.title });
  if (!isSettled(state, talk)) return refuse('result-not-settled', { talk: item.title });
  const result = resultOf(state, talk);
  if (result.mean === undefined || result.total === undefined) return refuse('no-result', { talk: item.title });
  // By size, so that nothing points at a judge.
  const marks = [...result.judgeTotals]
    .sort((a, b) => Number(a.total) - Number(b.total))
    .map((one) => (one.dropped ? { total: one.total, dropped: one.dropped } : { total: one.total }));
  const live = state.info.settings.marksShown === 'live';
  const known = (one: string): boolean =>
    live ? isSettled(state, one) : state.reveal.public[one]?.total !== undefined;
  const rank = ranksOf(state, (one) => one === talk || known(one)).find((one) => one.talk === talk);
  const steps: RevealStep[] = [{ kind: 'marks', talk, marks: marks.map(({ total }) => ({ total })) }];
  if (marks.some((one) => 'dropped' in one)) steps.push({ kind: 'dropped', talk, marks });
  steps.push(
    { kind: 'mean', talk, mean: result.mean },
    { kind: 'total', talk, deduction: result.deductionTotal, total: result.total },
  );
  if (rank) steps.push({ kind: 'rank', talk, total: result.total, rank: rank.rank, tied: rank.tied });
  return steps;
};

/** The standings, from the last place up. */
const rankingSteps = (state: SessionState) => {
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk' && judgingOf(state, one.item).order > 0);
  for (const one of talks) {
    if (!open(state, one.item)) return refuse('results-not-open', { talk: one.title });
    if (!isSettled(state, one.item)) return refuse('result-not-settled', { talk: one.title });
  }
  const admitted = new Set(talks.map((one) => one.item));
  const ranks = ranksOf(state, (talk) => admitted.has(talk));
  if (ranks.length === 0) return refuse('nothing-to-reveal');
  const steps: RevealStep[] = ranks.map((one) => ({
    kind: 'rank',
    talk: one.talk,
    total: resultOf(state, one.talk).total ?? '0',
    rank: one.rank,
    tied: one.tied,
  }));
  return steps.reverse();
};

export const applyReveal = (state: SessionState, event: RevealEvent): void => {
  const { reveal } = state;
  switch (event.type) {
    case 'reveal.begun':
      reveal.show = { what: event.what, steps: [...event.steps], at: 0 };
      return;
    case 'reveal.finished':
      delete reveal.show;
      return;
    case 'reveal.stepped': {
      if (!reveal.show) return;
      reveal.show.at = event.to;
      const step = reveal.show.steps[event.to - 1];
      if (!step) return;
      const { kind: _kind, talk, ...shown } = step;
      reveal.public[talk] = { ...reveal.public[talk], ...(shown as PublicResult) };
      if (reveal.show.what.kind === 'ranking') reveal.placed[talk] = true;
      return;
    }
  }
};
