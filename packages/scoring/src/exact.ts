import { parseDigits, quotient, toBigInts } from './whole.ts';
import type { Rounding } from './rounding.ts';

const ZERO = 0n;
const ONE = 1n;
const TEN = 10n;
/** The powers of ten that a number holds, and their zeros. */
const DECIMALS_OF: ReadonlyMap<number | bigint, number> = new Map(
  Array.from({ length: 15 }, (_, at) => [10 ** (at + 1), at + 1]),
);

/**
 * An exact rational number. Sums, products and quotients lose nothing; only `round` does, where a rule set says so.
 * Immutable, with a positive denominator. Numerator and denominator are whole numbers that the machine holds exactly
 * (up to 2⁵³); a step whose result would leave that range is done on `bigint` instead, and told by the result itself:
 * a product or sum beyond it is never a safe integer, however it was cut. Sums of decimals share a power of ten and are
 * not reduced, since reducing each would cost more than the sum.
 */
export class Exact {
  readonly #numerator: number | bigint;
  readonly #denominator: number | bigint;

  private constructor(numerator: number | bigint, denominator: number | bigint) {
    // Never −0: it would be another value to whoever compares by identity.
    this.#numerator = numerator === 0 ? 0 : numerator;
    this.#denominator = denominator;
  }

  static readonly zero = new Exact(0, 1);

  /** The number that a decimal string writes, or undefined when it is not one. */
  static parse(text: string): Exact | undefined {
    const digits = parseDigits(text);
    return digits && Exact.#of(digits.units, TEN ** BigInt(digits.decimals));
  }

  /** As `parse`, for text that has been checked. Throws `RangeError` when it has not. */
  static of(text: string): Exact {
    const value = Exact.parse(text);
    if (!value) throw new RangeError(`not a decimal: ${JSON.stringify(text)}`);
    return value;
  }

  /** A count. Throws `RangeError` for what is no safe whole number. */
  static whole(count: number): Exact {
    if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number: ${count}`);
    return new Exact(count, 1);
  }

  static sum(values: readonly Exact[]): Exact {
    return Exact.sumOf(values, (value) => value);
  }

  /** The sum of what `valueOf` gives for each: decimals of one kind are added without a number between. */
  static sumOf<T>(all: readonly T[], valueOf: (one: T) => Exact): Exact {
    let numerator = 0;
    let denominator: number | undefined;
    for (let at = 0; at < all.length; at++) {
      const value = valueOf(all[at] as T);
      const a = value.#numerator;
      const b = value.#denominator;
      const sum = numerator + (typeof a === 'number' ? a : NaN);
      if (typeof b !== 'number' || b !== (denominator ?? b) || !Number.isSafeInteger(sum)) {
        let rest = new Exact(numerator, denominator ?? 1);
        for (let next = at; next < all.length; next++) rest = rest.plus(valueOf(all[next] as T));
        return rest;
      }
      numerator = sum;
      denominator = b;
    }
    return new Exact(numerator, denominator ?? 1);
  }

  plus(other: Exact): Exact {
    const a = this.#numerator;
    const b = this.#denominator;
    const c = other.#numerator;
    const d = other.#denominator;
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof d === 'number') {
      if (b === d && Number.isSafeInteger(a + c)) return new Exact(a + c, b);
      if (b % d === 0) {
        const scaled = c * (b / d);
        if (Number.isSafeInteger(scaled) && Number.isSafeInteger(a + scaled)) return new Exact(a + scaled, b);
      } else if (d % b === 0) {
        const scaled = a * (d / b);
        if (Number.isSafeInteger(scaled) && Number.isSafeInteger(c + scaled)) return new Exact(c + scaled, d);
      }
    }
    const [n, m, p, q] = toBigInts(a, b, c, d);
    return m === q ? Exact.#of(n + p, m) : Exact.#reduced(n * q + p * m, m * q);
  }

  negated(): Exact {
    return new Exact(-this.#numerator, this.#denominator);
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    const a = this.#numerator;
    const b = this.#denominator;
    const c = other.#numerator;
    const d = other.#denominator;
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof d === 'number') {
      if (Number.isSafeInteger(a * c) && Number.isSafeInteger(b * d)) return new Exact(a * c, b * d);
    }
    const [n, m, p, q] = toBigInts(a, b, c, d);
    return Exact.#of(n * p, m * q);
  }

  /** Throws `RangeError` on a division by zero. */
  dividedBy(other: Exact): Exact {
    const [n, m, p, q] = toBigInts(this.#numerator, this.#denominator, other.#numerator, other.#denominator);
    if (p === ZERO) throw new RangeError('division by zero');
    const sign = p < ZERO ? -ONE : ONE;
    return Exact.#reduced(sign * n * q, sign * m * p);
  }

  /** Negative, zero or positive, as `Array.prototype.sort` wants it. */
  compare(other: Exact): number {
    const a = this.#numerator;
    const b = this.#denominator;
    const c = other.#numerator;
    const d = other.#denominator;
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof d === 'number') {
      if (b === d) return a - c;
      if (Number.isSafeInteger(a * d) && Number.isSafeInteger(c * b)) return a * d - c * b;
    }
    const [n, m, p, q] = toBigInts(a, b, c, d);
    const difference = n * q - p * m;
    return difference < ZERO ? -1 : difference > ZERO ? 1 : 0;
  }

  /** Whether a whole number of `step`s makes up this. The step must not be zero. */
  isMultipleOf(step: Exact): boolean {
    const [n, m, p, q] = toBigInts(this.#numerator, this.#denominator, step.#numerator, step.#denominator);
    return (n * q) % (p * m) === ZERO;
  }

  get isNegative(): boolean {
    return this.#numerator < 0;
  }

  get isZero(): boolean {
    return this.#numerator === 0 || this.#numerator === ZERO;
  }

  /** Once, on the absolute value: halves go away from zero, or to the even digit, or are cut. */
  round({ mode, decimals }: Rounding): Exact {
    const scale = 10 ** decimals;
    const [a, b] = [this.#numerator, this.#denominator];
    if (typeof a === 'number' && typeof b === 'number') {
      const scaled = Math.abs(a) * scale;
      if (Number.isSafeInteger(scaled) && Number.isSafeInteger(b * 2)) {
        const rest = scaled % b;
        let units = (scaled - rest) / b;
        const twice = rest * 2;
        const half = twice === b && (mode === 'half-up' || units % 2 === 1);
        if (mode !== 'truncate' && (twice > b || half)) units += 1;
        return new Exact(a < 0 ? -units : units, scale);
      }
    }
    const [n, m] = toBigInts(a, b);
    const bigScale = TEN ** BigInt(decimals);
    const units = quotient((n < ZERO ? -n : n) * bigScale, m, mode);
    return Exact.#of(n < ZERO ? -units : units, bigScale);
  }

  /**
   * The square root to so many decimals, the rest cut: the one irrational step, for spreads. Throws `RangeError` below
   * zero. Newton's iteration on whole numbers, so that it is the same on every machine.
   */
  root(decimals: number): Exact {
    const [n, m] = toBigInts(this.#numerator, this.#denominator);
    if (n < ZERO) throw new RangeError('root of a negative number');
    const scale = TEN ** BigInt(decimals);
    const square = (n * scale * scale) / m;
    if (square === ZERO) return Exact.zero;
    let root = ONE << BigInt(Math.ceil(square.toString(2).length / 2));
    for (;;) {
      const next = (root + square / root) >> ONE;
      if (next >= root) return Exact.#of(root, scale);
      root = next;
    }
  }

  /** Rounded, and written with exactly that many decimals. Zero is never written with a minus sign. */
  toFixed(rounding: Rounding): string {
    const { decimals } = rounding;
    const units = this.round(rounding).#unitsOf(decimals);
    const digits = String(units < 0 ? -units : units).padStart(decimals + 1, '0');
    const sign = units < 0 ? '-' : '';
    if (decimals === 0) return sign + digits;
    return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }

  /** All of it: a decimal without superfluous zeros where one exists ("94.5"), else a fraction ("263/3"). */
  toString(): string {
    if (this.#denominator === 1) return String(this.#numerator);
    const tens = DECIMALS_OF.get(this.#denominator);
    if (tens !== undefined) return trimZeros(this.toFixed({ mode: 'truncate', decimals: tens }));
    const lowest = Exact.#reduced(...toBigInts(this.#numerator, this.#denominator));
    const decimals = decimalsOf(BigInt(lowest.#denominator));
    if (decimals === undefined) return `${lowest.#numerator}/${lowest.#denominator}`;
    return lowest.toFixed({ mode: 'truncate', decimals });
  }

  /** Numerator of a value that `round` made: its denominator is a power of ten. */
  #unitsOf(decimals: number): number | bigint {
    const [n, m] = [this.#numerator, this.#denominator];
    if (typeof n === 'number' && m === 10 ** decimals) return n;
    return (BigInt(n) * TEN ** BigInt(decimals)) / BigInt(m);
  }

  static #of(numerator: bigint, denominator: bigint): Exact {
    const [n, d] = [Number(numerator), Number(denominator)];
    return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? new Exact(n, d) : new Exact(numerator, denominator);
  }

  static #reduced(numerator: bigint, denominator: bigint): Exact {
    let divisor = numerator < ZERO ? -numerator : numerator;
    let rest = denominator;
    while (rest !== ZERO) [divisor, rest] = [rest, divisor % rest];
    return Exact.#of(numerator / divisor, denominator / divisor);
  }
}

function trimZeros(decimal: string): string {
  let end = decimal.length;
  while (decimal.charCodeAt(end - 1) === 48) end--;
  return decimal.slice(0, decimal.charCodeAt(end - 1) === 46 ? end - 1 : end);
}

/** How many decimals a fraction in lowest terms needs, or undefined when it never ends. */
function decimalsOf(denominator: bigint): number | undefined {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === ZERO; twos++) rest /= 2n;
  for (; rest % 5n === ZERO; fives++) rest /= 5n;
  return rest === ONE ? Math.max(twos, fives) : undefined;
}
