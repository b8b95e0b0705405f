import type { Entry } from './contest.ts';
import { Exact } from './exact.ts';
import type { RuleSet } from './rules.ts';
import type { TotalStep } from './steps.ts';

/** What a talk loses and gains beside its marks. */
export interface Adjusted {
  readonly deducted: Exact;
  readonly added: Exact;
  /** `deducted` less `added`. */
  readonly net: Exact;
}

const NOTHING: Adjusted = { deducted: Exact.zero, added: Exact.zero, net: Exact.zero };

export function adjustmentsOf(rules: RuleSet, entry: Entry, note: ((step: TotalStep) => void) | undefined): Adjusted {
  if (!entry.adjustments?.length) return NOTHING;
  let deducted = Exact.zero;
  let added = Exact.zero;
  for (const { id, kind, points, reason } of entry.adjustments) {
    if (kind === 'deduction') deducted = deducted.plus(Exact.of(points));
    else added = added.plus(Exact.of(points));
    note?.({ kind, id, reason, points });
  }
  const cap = rules.adjust?.cap === undefined ? undefined : Exact.of(rules.adjust.cap);
  if (cap && deducted.compare(cap) > 0) {
    note?.({ kind: 'deductions-capped', sum: deducted.toString(), cap: cap.toString() });
    deducted = cap;
  }
  return { deducted, added, net: deducted.minus(added) };
}
