import { Exact } from './exact.ts';
import type { RoundingMode } from './rounding.ts';

/**
 * A decimal string (or a fraction out of an explanation, "263/3") written with exactly `decimals` decimals. Throws
 * `RangeError` when it is neither. Meant for showing: results are rounded already, by their rule set.
 */
export function formatDecimal(value: string, decimals: number, mode: RoundingMode = 'half-up'): string {
  const bar = value.indexOf('/');
  const exact = bar < 0 ? Exact.of(value) : Exact.of(value.slice(0, bar)).dividedBy(Exact.of(value.slice(bar + 1)));
  return exact.toFixed({ mode, decimals });
}

/** Whether the text is a plain decimal such as "94.50": digits, at most one point, a minus sign at most. */
export function isDecimal(text: string): boolean {
  return Exact.parse(text) !== undefined;
}

/** Negative, zero or positive, for sorting decimal strings. Throws `RangeError` on anything else. */
export function compareDecimals(a: string, b: string): number {
  return Exact.of(a).compare(Exact.of(b));
}
