import { Exact } from './exact.ts';
import type { Panel, Pool } from './panel-rules.ts';
import type { Rounding } from './rounding.ts';
import type { PanelStep } from './steps.ts';
import type { Dropped, JudgeValue } from './trim.ts';
import { median, trim, trimFor } from './trim.ts';

export type Note = ((step: PanelStep) => void) | undefined;

/** A value as the rules round it, and as it was before. */
export interface Figure {
  readonly exact: Exact;
  readonly value: Exact;
  readonly written: string;
}

export function figure(exact: Exact, rounding: Rounding | undefined): Figure {
  const value = rounding ? exact.round(rounding) : exact;
  return { exact, value, written: rounding ? value.toFixed(rounding) : value.toString() };
}

/** What a pool made of values; `dropped` were struck out. Without `pooled` the rules give no result. */
export interface Pooled {
  readonly dropped: Dropped;
  readonly pooled?: Exact;
}

const NONE: Dropped = new Map();

/**
 * Values of one talk, or of one of its criteria, into one. While sheets are missing (`complete` is false) nothing is
 * struck out: which value is the highest is not known yet.
 */
export function poolValues(
  panel: Panel,
  values: readonly JudgeValue[],
  complete: boolean,
  note: Note,
  criterion?: string,
): Pooled {
  const pool: Pool = panel.pool ?? { kind: 'mean' };
  const count = values.length;
  if (pool.kind === 'sum') return { dropped: NONE, pooled: sumOf(values) };
  if (pool.kind === 'median') return { dropped: NONE, pooled: median(values) };
  if (pool.kind === 'mean') return { dropped: NONE, pooled: meanOf(values) };
  const chosen = trimFor(pool, count);
  if (!complete || !chosen) {
    const { high, low } = chosen ?? smallest(pool);
    const because = complete ? 'too-few' : 'provisional';
    if (complete && pool.tooFew === 'none') {
      note?.({ kind: 'no-result', panel: panel.id, because: 'too-few' });
      return { dropped: NONE };
    }
    if (high + low > 0) note?.({ kind: 'not-trimmed', panel: panel.id, because, sheets: count, high, low });
    return { dropped: NONE, pooled: meanOf(values) };
  }
  const dropped = trim(values, chosen.high, chosen.low);
  if (note) {
    for (const [{ judge, value }, end] of dropped) {
      const total = value.toString();
      note({ kind: 'dropped', panel: panel.id, end, judge, total, ...(criterion !== undefined && { criterion }) });
    }
  }
  return { dropped, pooled: meanOf(values.filter((value) => !dropped.has(value))) };
}

function sumOf(values: readonly JudgeValue[]): Exact {
  return Exact.sumOf(values, (one) => one.value);
}

function meanOf(values: readonly JudgeValue[]): Exact {
  return sumOf(values).dividedBy(Exact.whole(values.length));
}

function smallest(pool: Pool & { kind: 'trimmed' }): { high: number; low: number } {
  const [first] = [...pool.trims].sort((a, b) => a.from - b.from);
  return first ?? { high: 0, low: 0 };
}
