import * as v from 'valibot';
import type { Frozen } from './kernel.ts';
import { countFromOne, decimal, id, words } from './kernel.ts';
import { MOST_DECIMALS, rounding } from './rounding.ts';

/**
 * One link of the chain that parts equal totals; what it does not part goes on to the next. Who is still equal at its
 * end shares the place.
 */
export const tieRule = v.variant('by', [
  /** More decimals of the total, one at a time, panel and total left unrounded until then. */
  v.strictObject({ by: v.literal('decimals'), upTo: v.pipe(countFromOne, v.maxValue(MOST_DECIMALS)) }),
  /** The greater value in one criterion, pooled as the panel pools. */
  v.strictObject({ by: v.literal('criterion'), panel: id, criterion: id }),
  /** The greater value of one panel. */
  v.strictObject({ by: v.literal('panel'), panel: id }),
  /** The smaller sum of deductions. */
  v.strictObject({ by: v.literal('fewer-deductions') }),
  /** A ballot among the tied only: `order`, the smaller sum of places; `votes`, the more first places. */
  v.strictObject({ by: v.literal('ballot'), count: v.picklist(['order', 'votes']) }),
]);
export type TieRule = Frozen<v.InferOutput<typeof tieRule>>;

/** A part of all that compete, in whole talks. */
const part = v.union([
  v.strictObject({ count: countFromOne }),
  v.strictObject({ share: decimal, round: v.picklist(['down', 'half-up', 'up']) }),
]);
export type Part = Frozen<v.InferOutput<typeof part>>;

/**
 * What happens when a tie does not fit into what is left of a tier: `share`, all of it gets in; `step-down`, none of it
 * does, and it goes on to the tier below.
 */
const overfull = v.picklist(['share', 'step-down']);

export const awards = v.strictObject({
  /** From the highest down. A talk gets the first tier whose seats and threshold admit it. */
  tiers: v.array(
    v.strictObject({
      id,
      name: v.exactOptional(words),
      most: v.exactOptional(part),
      atLeast: v.exactOptional(decimal),
    }),
  ),
  /**
   * Whether the seats that a tie takes beyond its tier are missing below (`takes-from-below`: two firsts of one, then one
   * second of two) or every tier keeps its own (`extra`).
   */
  sharing: v.picklist(['takes-from-below', 'extra']),
  overfull,
  /** All tiers together go to no more than this part. */
  limit: v.exactOptional(part),
  /** Best in one criterion, beside the tiers; whoever ties shares it. */
  special: v.exactOptional(v.array(v.strictObject({ id, name: v.exactOptional(words), panel: id, criterion: id }))),
});
export type AwardRules = Frozen<v.InferOutput<typeof awards>>;

export const teams = v.strictObject({
  take: v.picklist(['sum', 'mean']),
  /** Only the best so many of a team's totals; all when unsaid. */
  best: v.exactOptional(countFromOne),
  /** A team with fewer totals than `best` (than one, when unsaid): what there is counts, or it has no result. */
  tooFew: v.picklist(['what-there-is', 'none']),
  rounding,
  /** Equal teams: the one whose best speaker has the higher total goes first, then the second best, …; or they share. */
  ties: v.exactOptional(v.picklist(['best-speaker', 'shared'])),
});
export type TeamRules = Frozen<v.InferOutput<typeof teams>>;

/** Who goes on to the next round. What a round carries over is a tally panel of the round after it. */
export const advance = v.strictObject({ most: part, overfull });
export type AdvanceRules = Frozen<v.InferOutput<typeof advance>>;
