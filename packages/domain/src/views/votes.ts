import { votedTalks } from '../ballots.ts';
import { fillOfPanel } from '../judging-state.ts';
import type { SessionState } from '../session.ts';
import { given } from './parts.ts';
import type { CriterionView } from './rubric.ts';
import { criteriaOf } from './rubric.ts';

/** A vote as a voter sees it: what to do, and whether it is open; never what has come in. */
export interface VoteView {
  panel: string;
  name?: string;
  /** `crowd`: whoever `who` says; `judges`: the panel's own. */
  fill: 'crowd' | 'judges';
  who?: 'all' | 'hall' | 'afar' | 'listed';
  /** `list`: talks in any order; `places`: best first; `rates`: marks for each talk. */
  kind: 'list' | 'places' | 'rates';
  status: 'open' | 'closed';
  /** How many talks a list has. */
  least?: number;
  most?: number;
  criteria?: readonly CriterionView[];
  talks: readonly string[];
}

/** Votes that are or were open, by panel. */
export const votesOf = (state: SessionState): Record<string, VoteView> => {
  const talks = votedTalks(state);
  const all: Record<string, VoteView> = {};
  for (const { id: panel, name, ballot } of state.judging.rules.set.panels) {
    const vote = state.judging.votes[panel];
    const fill = fillOfPanel(state, panel);
    if (!vote || ballot.kind === 'tally' || fill === undefined || fill === 'figures') continue;
    const most = ballot.kind === 'picks' ? ballot.most : ballot.kind === 'places' ? ballot.points.length : undefined;
    const least = ballot.kind === 'picks' ? ballot.least : most;
    all[panel] = {
      panel,
      ...given('name', name),
      fill,
      ...given('who', state.judging.rules.crowd?.[panel]),
      kind: ballot.kind === 'picks' ? 'list' : ballot.kind === 'places' ? 'places' : 'rates',
      status: vote.status,
      ...given('least', least === undefined ? undefined : Math.min(least, talks.length)),
      ...given('most', most === undefined ? undefined : Math.min(most, talks.length)),
      ...given('criteria', ballot.kind === 'marks' ? criteriaOf(ballot.rubric) : undefined),
      talks,
    };
  }
  return all;
};
