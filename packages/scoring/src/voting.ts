import type { VoteLimits } from './panel-rules.ts';

/** One vote of one person; `day` is whatever the caller calls the day it was cast on. */
export interface Vote {
  readonly talk: string;
  readonly day: string;
}

/** Why a person who has cast these votes may not cast another, or undefined when they may. */
export function voteRefusal(
  { per, votes, perTalk }: VoteLimits,
  earlier: readonly Vote[],
  vote: Vote,
): 'no-votes-left' | 'voted-for-this' | undefined {
  const counted = earlier.filter(({ day }) => per === 'contest' || day === vote.day);
  if (votes !== undefined && counted.length >= votes) return 'no-votes-left';
  const forThis = counted.filter(({ talk }) => talk === vote.talk).length;
  return perTalk !== undefined && forThis >= perTalk ? 'voted-for-this' : undefined;
}
