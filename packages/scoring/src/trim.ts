import type { Exact } from './exact.ts';

/** One judge's value at some stage of the sum. */
export interface JudgeValue {
  judge: string;
  total: Exact;
  /** The total as it is shown. */
  written: string;
}

export interface Trimmed {
  /** What remains, in the order given. */
  counted: readonly JudgeValue[];
  dropped: readonly { value: JudgeValue; end: 'highest' | 'lowest' }[];
}

/**
 * Strikes out exactly `high` of the highest and `low` of the lowest values, one copy of a duplicate at a time: among
 * equals the first given counts as the higher. Undefined when nothing would be left.
 */
export function trim(values: readonly JudgeValue[], high: number, low: number): Trimmed | undefined {
  if (values.length <= high + low) return undefined;
  const descending = [...values].sort((a, b) => b.total.compare(a.total));
  const dropped = [
    ...descending.slice(0, high).map((value) => ({ value, end: 'highest' as const })),
    ...descending.slice(descending.length - low).map((value) => ({ value, end: 'lowest' as const })),
  ];
  const struck = new Set(dropped.map(({ value }) => value));
  return { counted: values.filter((value) => !struck.has(value)), dropped };
}
