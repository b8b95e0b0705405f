import * as v from 'valibot';
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
import { awardSteps, rankingSteps, talkSteps } from './reveal-steps.ts';
import type { SessionState } from './session.ts';

const mark = v.object({ total: decimal, dropped: v.exactOptional(v.picklist(['highest', 'lowest'])) });
/** One click of the host: what the hall learns with it. */
const revealStep = v.variant('kind', [
  v.object({ kind: v.literal('marks'), talk: id, marks: v.array(v.object({ total: decimal })) }),
  v.object({ kind: v.literal('dropped'), talk: id, marks: v.array(mark) }),
  v.object({ kind: v.literal('mean'), talk: id, mean: decimal }),
  /** What another panel gives: its figure, and the points that this becomes in the total. */
  v.object({
    kind: v.literal('part'),
    talk: id,
    panel: id,
    name: v.exactOptional(text(60)),
    value: decimal,
    points: decimal,
  }),
  v.object({
    kind: v.literal('total'),
    talk: id,
    deduction: decimal,
    bonus: v.exactOptional(decimal),
    /** Both are in the figures before this one already. */
    within: v.exactOptional(flag),
    total: decimal,
  }),
  v.object({
    kind: v.literal('rank'),
    talk: id,
    total: decimal,
    rank: count,
    tied: v.boolean(),
    award: v.exactOptional(text(60)),
  }),
  /** A tier with all who have it, best first. */
  v.object({
    kind: v.literal('award'),
    talk: id,
    award: text(60),
    all: v.array(v.object({ talk: id, total: decimal, rank: v.exactOptional(count), tied: v.exactOptional(flag) })),
  }),
]);
export type RevealStep = Readonly<v.InferOutput<typeof revealStep>>;
const what = v.variant('kind', [
  v.object({ kind: v.literal('talk'), talk: id }),
  /** From the last place up. */
  v.object({ kind: v.literal('ranking') }),
  /** By award tier, the lowest first; then the awards beside the tiers. */
  v.object({ kind: v.literal('awards') }),
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
  /** `corrected`: sent anew after it had been sent. */
  marks?: { total: string; dropped?: 'highest' | 'lowest'; corrected?: true }[];
  mean?: string;
  /** What other panels give, by panel. */
  parts?: Record<string, { name?: string; value: string; points: string }>;
  deduction?: string;
  bonus?: string;
  /** Deduction and bonus are in the marks, or in what a panel gives, already: they are not to be taken off or added again. */
  within?: true;
  total?: string;
  rank?: number;
  tied?: boolean;
  award?: string;
}
export interface RevealState {
  show?: { what: Readonly<v.InferOutput<typeof what>>; steps: RevealStep[]; at: number };
  /** By talk; a talk's rank as its own step gave it. */
  public: Record<string, PublicResult>;
  /** The talks whose rank a reveal of the whole ranking, or of the awards, has shown. */
  placed: Record<string, true>;
}
export const initialReveal: RevealState = { public: {}, placed: {} };

export const decideReveal = (state: SessionState, command: RevealCommand, _context: Context): Decision<RevealEvent> => {
  const { show } = state.reveal;
  switch (command.type) {
    case 'reveal.begin': {
      const { what: meant } = command;
      const steps =
        meant.kind === 'talk'
          ? talkSteps(state, meant.talk)
          : meant.kind === 'ranking'
            ? rankingSteps(state)
            : awardSteps(state);
      return Array.isArray(steps) ? decided([{ type: 'reveal.begun', what: meant, steps }]) : steps;
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
      if (step) publish(state, step);
      return;
    }
  }
};

/** Between the awards of one talk. */
const BESIDE = ' · ';
const publish = ({ reveal }: SessionState, step: RevealStep): void => {
  const add = (talk: string, shown: PublicResult): void => {
    reveal.public[talk] = { ...entry(reveal.public, talk), ...shown };
  };
  if (step.kind === 'award') {
    for (const { talk, ...shown } of step.all) {
      const { award } = step;
      const known = entry(reveal.public, talk)?.award;
      // A step that is shown again, after one back, adds nothing.
      const all = known === undefined ? [] : known.split(BESIDE);
      add(talk, { ...shown, award: [...all.filter((one) => one !== award), award].join(BESIDE) });
      reveal.placed[talk] = true;
    }
    return;
  }
  if (step.kind === 'part') {
    const { panel, name, value, points } = step;
    const part = { value, points, ...(name === undefined ? {} : { name }) };
    return add(step.talk, { parts: { ...entry(reveal.public, step.talk)?.parts, [panel]: part } });
  }
  const { kind: _kind, talk, ...shown } = step;
  add(talk, shown);
  if (reveal.show?.what.kind === 'ranking') reveal.placed[talk] = true;
};
