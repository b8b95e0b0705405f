import * as v from 'valibot';
import { Exact } from './exact.ts';
import type { Frozen } from './kernel.ts';
import { decimal, seconds } from './kernel.ts';

/**
 * What running over (or ending too early) costs. `freeSeconds` is forgiven: at exactly that many seconds nothing is
 * deducted.
 */
export const timeRule = v.variant('kind', [
  v.strictObject({ kind: v.literal('flat'), freeSeconds: seconds, points: decimal }),
  v.strictObject({
    kind: v.literal('per-started-unit'),
    freeSeconds: seconds,
    unitSeconds: v.pipe(seconds, v.minValue(0.001)),
    points: decimal,
    /** The most that can be taken, whatever the time. */
    cap: v.exactOptional(decimal),
  }),
  /** The last step that is reached costs its points: `from` is reached at that second, `beyond` only after it. */
  v.strictObject({
    kind: v.literal('stepped'),
    steps: v.array(
      v.union([
        v.strictObject({ from: seconds, points: decimal }),
        v.strictObject({ beyond: seconds, points: decimal }),
      ]),
    ),
    /** Seconds as a stopwatch shows them: fractions cut. */
    wholeSeconds: v.exactOptional(v.boolean()),
  }),
  /** The talk is out of the contest. */
  v.strictObject({ kind: v.literal('out'), freeSeconds: seconds }),
]);
export type TimeRule = Frozen<v.InferOutput<typeof timeRule>>;

/** A proposed deduction and how it came about. */
export interface TimeDeduction {
  /** Points to take off, a positive decimal string; "0" where the talk is out. */
  points: string;
  rule: TimeRule;
  /** Seconds over (or under) the limit, as given. */
  seconds: number;
  /** Seconds that count, after the free ones. */
  chargedSeconds: number;
  /** How many times the rule's points were taken: 1 for a flat rule; the number of the step reached, from 1. */
  units: number;
  /** The cap was reached and cut the points. */
  capped: boolean;
  /** The rule puts the talk out of the contest. */
  out?: true;
}

/**
 * The deduction that a rule proposes for a talk that ran `overSeconds` over the limit, or ended so much too early, or
 * undefined when there is none. Seconds may have three decimals; they are compared as whole milliseconds.
 */
export function deductionFor(rule: TimeRule, overSeconds: number): TimeDeduction | undefined {
  if (rule.kind === 'stepped') return steppedDeduction(rule, overSeconds);
  const charged = milliseconds(overSeconds) - milliseconds(rule.freeSeconds);
  if (!(charged > 0)) return undefined;
  const facts = { rule, seconds: overSeconds, chargedSeconds: charged / 1000 };
  if (rule.kind === 'out') return { ...facts, points: '0', units: 1, capped: false, out: true };
  const units = rule.kind === 'flat' ? 1 : Math.ceil(charged / milliseconds(rule.unitSeconds));
  const full = Exact.of(rule.points).times(Exact.whole(units));
  const cap = rule.kind === 'per-started-unit' && rule.cap !== undefined ? Exact.of(rule.cap) : undefined;
  const capped = cap !== undefined && full.compare(cap) > 0;
  const points = (capped ? cap : full).toString();
  return { ...facts, points, units, capped };
}

function steppedDeduction(rule: TimeRule & { kind: 'stepped' }, overSeconds: number): TimeDeduction | undefined {
  const exact = milliseconds(overSeconds);
  const over = rule.wholeSeconds ? Math.floor(exact / 1000) * 1000 : exact;
  // Nothing is over at the limit itself, even where a step starts "from 0".
  if (!(over > 0)) return undefined;
  let reached = 0;
  rule.steps.forEach((step, at) => {
    if ('from' in step ? over >= milliseconds(step.from) : over > milliseconds(step.beyond)) reached = at + 1;
  });
  const step = rule.steps[reached - 1];
  if (!step) return undefined;
  const points = Exact.of(step.points).toString();
  return { points, rule, seconds: overSeconds, chargedSeconds: over / 1000, units: reached, capped: false };
}

function milliseconds(value: number): number {
  return Math.round(value * 1000);
}
