import { Exact } from './exact.ts';

/** More decimals than any report shows; the square root is the one step that is not exact. */
const ROOT_DECIMALS = 20;

export type Deviation = 'population' | 'sample';

/** Of at least one value. */
export function mean(values: readonly Exact[]): Exact {
  return Exact.sum(values).dividedBy(Exact.whole(values.length));
}

/** Mean square distance from the mean, by n or by n − 1; undefined where the sample is too small to have one. */
export function variance(values: readonly Exact[], deviation: Deviation): Exact | undefined {
  const divisor = deviation === 'population' ? values.length : values.length - 1;
  if (divisor < 1) return undefined;
  const middle = mean(values);
  return Exact.sum(values.map((value) => square(value.minus(middle)))).dividedBy(Exact.whole(divisor));
}

/** The square root of the variance. */
export function spread(values: readonly Exact[], deviation: Deviation): Exact | undefined {
  return variance(values, deviation)?.root(ROOT_DECIMALS);
}

/** Pearson's coefficient of pairs; undefined where either side has no spread. By n or n − 1 it is the same. */
export function correlation(pairs: readonly (readonly [Exact, Exact])[]): Exact | undefined {
  if (pairs.length < 2) return undefined;
  const [x, y] = [mean(pairs.map((pair) => pair[0])), mean(pairs.map((pair) => pair[1]))];
  const sum = (of: (a: Exact, b: Exact) => Exact): Exact =>
    Exact.sum(pairs.map(([a, b]) => of(a.minus(x), b.minus(y))));
  const spreads = sum((a) => square(a)).times(sum((_, b) => square(b)));
  if (spreads.isZero) return undefined;
  return sum((a, b) => a.times(b)).dividedBy(spreads.root(ROOT_DECIMALS));
}

export function square(value: Exact): Exact {
  return value.times(value);
}
