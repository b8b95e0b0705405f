import * as v from 'valibot';
import type { Frozen } from './kernel.ts';
import { count, countFromOne, decimal, id, words } from './kernel.ts';
import { rounding } from './rounding.ts';
import { rubric } from './rubric.ts';

/** How often one person may vote where votes are counted day by day or once for all; see `voteRefusal`. */
const limits = v.strictObject({
  per: v.picklist(['day', 'contest']),
  votes: v.exactOptional(countFromOne),
  perTalk: v.exactOptional(countFromOne),
});
export type VoteLimits = Frozen<v.InferOutput<typeof limits>>;

/** What a member of a panel hands in, or, for a tally, what is known of each talk from outside. */
const ballot = v.variant('kind', [
  /** A sheet a talk, marked by a rubric. */
  v.strictObject({ kind: v.literal('marks'), rubric }),
  /** One list of talks a judge, best first; the places earn these points, whoever is not on the list earns 0. */
  v.strictObject({ kind: v.literal('places'), points: v.array(decimal) }),
  /** One list of talks a voter, in no order; each earns one vote. */
  v.strictObject({ kind: v.literal('picks'), least: countFromOne, most: countFromOne }),
  /** One number a talk: votes counted elsewhere, a mark of the paper read before, the total of an earlier round. */
  v.strictObject({ kind: v.literal('tally'), limits: v.exactOptional(limits) }),
]);
export type Ballot = Frozen<v.InferOutput<typeof ballot>>;

/**
 * How the values of one talk become one. `trimmed`: of the values in, the trim with the greatest `from` that their number
 * reaches is applied; when none is reached, `tooFew` says what counts instead.
 */
const pool = v.variant('kind', [
  v.strictObject({ kind: v.literal('mean') }),
  v.strictObject({ kind: v.literal('sum') }),
  /** The middle value; of an even number, the mean of the two in the middle. */
  v.strictObject({ kind: v.literal('median') }),
  v.strictObject({
    kind: v.literal('trimmed'),
    trims: v.array(v.strictObject({ from: countFromOne, high: count, low: count })),
    tooFew: v.picklist(['mean', 'none']),
    /** Of judges' totals (when unsaid), or criterion by criterion, the sums of which make the panel's value. */
    over: v.exactOptional(v.picklist(['totals', 'criteria'])),
  }),
]);
export type Pool = Frozen<v.InferOutput<typeof pool>>;

/** What a panel's value becomes before it is weighted; N is its place among the M talks that compete. */
const conversion = v.variant('kind', [
  v.strictObject({ kind: v.literal('times'), factor: decimal }),
  /** The first gets `first`, every place after it `less` less, never below `least`. */
  v.strictObject({ kind: v.literal('by-rank'), first: decimal, less: decimal, least: v.exactOptional(decimal) }),
  /** full × (M − N + 1) / M. */
  v.strictObject({ kind: v.literal('popularity'), full: decimal }),
  /** full × value / the greatest value. */
  v.strictObject({ kind: v.literal('share-of-most'), full: decimal }),
  /** full × value / the sum of all values. */
  v.strictObject({ kind: v.literal('share-of-all'), full: decimal }),
]);
export type Conversion = Frozen<v.InferOutput<typeof conversion>>;

export const panel = v.strictObject({
  id,
  name: v.exactOptional(words),
  ballot,
  /** Left out for picks and tallies, of which each talk has one number. */
  pool: v.exactOptional(pool),
  convert: v.exactOptional(conversion),
  /** By what the panel's value is multiplied in the total. */
  weight: decimal,
  /** How many members the panel is meant to have. */
  size: v.exactOptional(v.strictObject({ least: countFromOne, most: countFromOne })),
  /** The stages of this panel; a stage left out stays exact. */
  rounding: v.exactOptional(
    v.strictObject({
      /** Each weighted mark; where the pool trims by criterion, each criterion's mean. */
      criterion: v.exactOptional(rounding),
      /** A judge's total. */
      judge: v.exactOptional(rounding),
      /** What the pool gives. */
      panel: v.exactOptional(rounding),
      /** What the conversion gives. */
      converted: v.exactOptional(rounding),
    }),
  ),
  /** Who may not score what (回避): their own talk, or one of their own unit. */
  recuse: v.exactOptional(v.array(v.picklist(['self', 'own-unit']))),
});
export type Panel = Frozen<v.InferOutput<typeof panel>>;
