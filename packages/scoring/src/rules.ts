import * as v from 'valibot';
import type { Frozen } from './kernel.ts';
import { countFromOne, decimal, id, words } from './kernel.ts';
import { panel } from './panel-rules.ts';
import { advance, awards, teams, tieRule } from './ranking-rules.ts';
import { rounding } from './rounding.ts';
import { timeRules } from './time-rules.ts';

/** The shape below. A rule set without a version is of the first shape: see `upcast.ts`. */
export const RULES_VERSION = 2;

/**
 * What a jury agrees on before the first sheet, as data. Every number that can be a mark, a limit or a weight is a
 * decimal string such as "94.50"; nothing here is ever a binary floating point number. Whole numbers that only count
 * (decimals, how many to drop) and seconds are plain numbers.
 */
export const ruleSet = v.strictObject({
  version: v.literal(RULES_VERSION),
  name: v.exactOptional(words),
  /** The total is Σ weight × value over the panels. */
  panels: v.array(panel),
  /** The total's only rounding. */
  rounding,
  /** No total goes below or above this. */
  least: v.exactOptional(decimal),
  most: v.exactOptional(decimal),
  /** Who speaks when is drawn, or given by the organiser (when unsaid). */
  order: v.exactOptional(v.picklist(['draw', 'given'])),
  time: v.exactOptional(timeRules),
  /**
   * Where deductions and bonuses go: at each judge's total of a panel, before it trims; at a panel's value after it has
   * trimmed and before it is weighted; or at the total (when unsaid).
   */
  adjust: v.exactOptional(
    v.strictObject({
      at: v.variant('stage', [
        v.strictObject({ stage: v.picklist(['judge', 'panel']), panel: id }),
        v.strictObject({ stage: v.literal('total') }),
      ]),
      /** The most that all deductions of a talk take together. */
      cap: v.exactOptional(decimal),
    }),
  ),
  /** A talk that is forfeit has no place (`unranked`), or a total of 0 and the place that this gives (`zero`). */
  forfeit: v.exactOptional(v.picklist(['unranked', 'zero'])),
  ties: v.exactOptional(v.array(tieRule)),
  awards: v.exactOptional(awards),
  teams: v.exactOptional(teams),
  advance: v.exactOptional(advance),
  /** Talks that are scored together: the first so many, or always so many (sheets collected every third talk). */
  calibration: v.exactOptional(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('first'), talks: countFromOne }),
      v.strictObject({ kind: v.literal('every'), talks: countFromOne }),
    ]),
  ),
  /** How the bias analysis reckons; it never changes a total. */
  bias: v.exactOptional(
    v.strictObject({
      /** Divide squares by n or by n − 1. */
      deviation: v.picklist(['population', 'sample']),
      /** A mark further from the talk's mean than so many deviations of its talk is marked as an outlier. */
      outlier: decimal,
      rounding,
    }),
  ),
});
export type RuleSet = Frozen<v.InferOutput<typeof ruleSet>>;
