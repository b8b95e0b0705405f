import type { RoundingMode } from './rounding.ts';

/** Plain decimal notation with ASCII digits: no exponent, no plus sign, no bare point. */
const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;

/** The digits of a decimal string as one whole number, and how many of them stand behind the point. */
export function parseDigits(text: string): { units: bigint; decimals: number } | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), decimals: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), decimals: text.length - point - 1 };
}

/** The same numbers, all as `bigint`. */
export function toBigInts<T extends readonly (number | bigint)[]>(...values: T): { [K in keyof T]: bigint } {
  return values.map(BigInt) as { [K in keyof T]: bigint };
}

/** A quotient of numbers that are not negative, rounded once to a whole number. */
export function quotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const units = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const half = twice === denominator && (mode === 'half-up' || units % 2n === 1n);
  return mode !== 'truncate' && (twice > denominator || half) ? units + 1n : units;
}
