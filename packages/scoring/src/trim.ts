import { Exact } from './exact.ts';
import type { Pool } from './panel-rules.ts';

/** One judge's value at some stage of the sum. */
export interface JudgeValue {
  readonly judge: string;
  readonly value: Exact;
}

export type Dropped = ReadonlyMap<JudgeValue, 'highest' | 'lowest'>;

/** How many are struck out of so many values: of the trims whose `from` is reached, the one with the greatest. */
export function trimFor(pool: Pool & { kind: 'trimmed' }, values: number): { high: number; low: number } | undefined {
  let best: { from: number; high: number; low: number } | undefined;
  for (const trim of pool.trims) {
    if (trim.from <= values && trim.high + trim.low < values && trim.from > (best?.from ?? 0)) best = trim;
  }
  return best;
}

/**
 * Strikes out exactly `high` of the highest and `low` of the lowest values, one copy of a duplicate at a time: among
 * equals the first given counts as the higher. Something must be left.
 */
export function trim(values: readonly JudgeValue[], high: number, low: number): Dropped {
  const descending = [...values].sort((a, b) => b.value.compare(a.value));
  const dropped = new Map<JudgeValue, 'highest' | 'lowest'>();
  for (const value of descending.slice(0, high)) dropped.set(value, 'highest');
  for (const value of descending.slice(descending.length - low)) dropped.set(value, 'lowest');
  return dropped;
}

/** The middle value, or the mean of the two in the middle; there must be one. */
export function median(values: readonly JudgeValue[]): Exact {
  const sorted = values.map((one) => one.value).sort((a, b) => a.compare(b));
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Exact.zero;
  if (sorted.length % 2 === 1) return upper;
  return upper.plus(sorted[middle - 1] ?? Exact.zero).dividedBy(Exact.whole(2));
}
