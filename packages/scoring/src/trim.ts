import { Exact } from './exact.ts';
import type { Pool } from './panel-rules.ts';

/** One judge's value at some stage of the sum. */
export interface JudgeValue {
  readonly judge: string;
  readonly value: Exact;
}

/** Up to so many are looked for one by one, which is quicker than sorting a panel. */
const FEW = 8;

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
  const dropped = new Map<JudgeValue, 'highest' | 'lowest'>();
  if (high + low > FEW) {
    const descending = [...values].sort((a, b) => b.value.compare(a.value));
    for (const value of descending.slice(0, high)) dropped.set(value, 'highest');
    for (const value of descending.slice(descending.length - low)) dropped.set(value, 'lowest');
    return dropped;
  }
  for (let left = high; left > 0; left--) strike(values, dropped, 'highest', (order) => order > 0);
  for (let left = low; left > 0; left--) strike(values, dropped, 'lowest', (order) => order <= 0);
  return dropped;
}

/** The first of the highest, or the last of the lowest, of those that are left. */
function strike(
  values: readonly JudgeValue[],
  dropped: Map<JudgeValue, 'highest' | 'lowest'>,
  end: 'highest' | 'lowest',
  isFurther: (order: number) => boolean,
): void {
  let furthest: JudgeValue | undefined;
  for (const value of values) {
    if (dropped.has(value)) continue;
    if (!furthest || isFurther(value.value.compare(furthest.value))) furthest = value;
  }
  if (furthest) dropped.set(furthest, end);
}

/** The middle value, or the mean of the two in the middle; there must be one. */
export function median(values: readonly JudgeValue[]): Exact {
  const sorted = values.map((one) => one.value).sort((a, b) => a.compare(b));
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Exact.zero;
  if (sorted.length % 2 === 1) return upper;
  return upper.plus(sorted[middle - 1] ?? Exact.zero).dividedBy(Exact.whole(2));
}
