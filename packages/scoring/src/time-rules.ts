import * as v from 'valibot';
import { Exact } from './exact.ts';
import type { Frozen } from './kernel.ts';
import { seconds, words } from './kernel.ts';
import type { TimeDeduction } from './time-rule.ts';
import { deductionFor, timeRule } from './time-rule.ts';

/** What a contest says about time. Seconds throughout, counted from the start of the talk unless said otherwise. */
export const timeRules = v.strictObject({
  /** Over this long, `over` applies. */
  longest: v.exactOptional(seconds),
  /** Under this long, `under` applies. */
  shortest: v.exactOptional(seconds),
  over: v.exactOptional(timeRule),
  under: v.exactOptional(timeRule),
  /** What the speaker sees or hears, and when. */
  signals: v.exactOptional(
    v.array(
      v.strictObject({ at: seconds, by: v.picklist(['card', 'light', 'bell', 'words']), name: v.exactOptional(words) }),
    ),
  ),
  /** Seconds over the limit at which the speaker is stopped. */
  cutOff: v.exactOptional(seconds),
  /** What starts and what stops the watch; `start` and `end` of the item when unsaid. */
  from: v.exactOptional(v.picklist(['start', 'first-word'])),
  until: v.exactOptional(v.picklist(['end', 'closing-words'])),
  /** Judges are not told how long a talk ran. */
  hiddenFromJudges: v.exactOptional(v.boolean()),
  /** Seconds late for the start at which a talk is forfeit. */
  forfeitAfter: v.exactOptional(seconds),
  /** What missing the draw means. */
  missedDraw: v.exactOptional(v.picklist(['withdrawn', 'forfeit'])),
});
export type TimeRules = Frozen<v.InferOutput<typeof timeRules>>;

export interface TimeProposal extends TimeDeduction {
  reason: 'over-time' | 'under-time';
}

/**
 * What the clock proposes for a talk; a person confirms, changes or waives it. Of several timekeepers' readings the
 * kinder counts: the one that costs least, whatever it costs it for. `limit` is a talk's own in the stead of `longest`.
 */
export function proposeForTime(
  rules: TimeRules,
  readings: readonly number[],
  limit: number | undefined = rules.longest,
): TimeProposal | undefined {
  const proposals = readings.map((reading) => proposal(rules, reading, limit));
  if (proposals.length === 0 || proposals.some((one) => one === undefined)) return undefined;
  return proposals
    .flatMap((one) => one ?? [])
    .sort(
      (a, b) => Number(a.out ?? false) - Number(b.out ?? false) || Exact.of(a.points).compare(Exact.of(b.points)),
    )[0];
}

/** Whether being so many seconds late for one's turn forfeits it; at exactly the limit it does. */
export function isForfeit(rules: TimeRules, secondsLate: number): boolean {
  return rules.forfeitAfter !== undefined && secondsLate >= rules.forfeitAfter;
}

function proposal(rules: TimeRules, reading: number, limit: number | undefined): TimeProposal | undefined {
  const over = rules.over && limit !== undefined ? deductionFor(rules.over, difference(reading, limit)) : undefined;
  if (over) return { ...over, reason: 'over-time' };
  const { under: rule, shortest } = rules;
  const under = rule && shortest !== undefined ? deductionFor(rule, difference(shortest, reading)) : undefined;
  return under && { ...under, reason: 'under-time' };
}

/** In whole milliseconds, so that 480.3 − 480 is 0.3. */
function difference(a: number, b: number): number {
  return (Math.round(a * 1000) - Math.round(b * 1000)) / 1000;
}
