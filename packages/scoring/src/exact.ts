import type { Rounding } from './rules.ts';

/** Plain decimal notation with ASCII digits: no exponent, no plus sign, no bare point. */
const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;

const ZERO = 0n;
const ONE = 1n;
const TEN = 10n;

/**
 * An exact rational number. Sums, products and quotients lose nothing; only `round` does, where a rule set says so.
 * Immutable. The denominator is positive; fractions are reduced only where a division made them, since sums of decimals
 * share a power of ten and reducing each would cost more than the sum.
 */
export class Exact {
  readonly #numerator: bigint;
  readonly #denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.#numerator = numerator;
    this.#denominator = denominator;
  }

  static readonly zero = new Exact(ZERO, ONE);

  /** The number that a decimal string writes, or undefined when it is not one. */
  static parse(text: string): Exact | undefined {
    if (!DECIMAL.test(text)) return undefined;
    const point = text.indexOf('.');
    if (point < 0) return new Exact(BigInt(text), ONE);
    return new Exact(BigInt(text.slice(0, point) + text.slice(point + 1)), TEN ** BigInt(text.length - point - 1));
  }

  /** As `parse`, for text that has been checked. Throws `RangeError` when it has not. */
  static of(text: string): Exact {
    const value = Exact.parse(text);
    if (!value) throw new RangeError(`not a decimal: ${JSON.stringify(text)}`);
    return value;
  }

  static sum(values: Iterable<Exact>): Exact {
    let sum = Exact.zero;
    for (const value of values) sum = sum.plus(value);
    return sum;
  }

  plus(other: Exact): Exact {
    const a = this.#denominator;
    const b = other.#denominator;
    if (a === b) return new Exact(this.#numerator + other.#numerator, a);
    if (a % b === ZERO) return new Exact(this.#numerator + other.#numerator * (a / b), a);
    if (b % a === ZERO) return new Exact(this.#numerator * (b / a) + other.#numerator, b);
    return Exact.#reduced(this.#numerator * b + other.#numerator * a, a * b);
  }

  minus(other: Exact): Exact {
    return this.plus(new Exact(-other.#numerator, other.#denominator));
  }

  times(other: Exact): Exact {
    return new Exact(this.#numerator * other.#numerator, this.#denominator * other.#denominator);
  }

  /** Throws `RangeError` on a division by zero. */
  dividedBy(other: Exact): Exact {
    if (other.#numerator === ZERO) throw new RangeError('division by zero');
    const sign = other.#numerator < ZERO ? -ONE : ONE;
    return Exact.#reduced(sign * this.#numerator * other.#denominator, sign * this.#denominator * other.#numerator);
  }

  /** Negative, zero or positive, as `Array.prototype.sort` wants it. */
  compare(other: Exact): number {
    const difference =
      this.#denominator === other.#denominator
        ? this.#numerator - other.#numerator
        : this.#numerator * other.#denominator - other.#numerator * this.#denominator;
    return difference < ZERO ? -1 : difference > ZERO ? 1 : 0;
  }

  /** Whether a whole number of `step`s makes up this. The step must not be zero. */
  isMultipleOf(step: Exact): boolean {
    return (this.#numerator * step.#denominator) % (step.#numerator * this.#denominator) === ZERO;
  }

  get isNegative(): boolean {
    return this.#numerator < ZERO;
  }

  /** Once, on the absolute value: halves go away from zero, or to the even digit, or are cut. */
  round({ mode, decimals }: Rounding): Exact {
    const scale = TEN ** BigInt(decimals);
    const negative = this.isNegative;
    const scaled = (negative ? -this.#numerator : this.#numerator) * scale;
    let units = scaled / this.#denominator;
    const twice = (scaled % this.#denominator) * 2n;
    const up =
      mode !== 'truncate' &&
      (twice > this.#denominator || (twice === this.#denominator && (mode === 'half-up' || units % 2n === ONE)));
    if (up) units += ONE;
    return new Exact(negative ? -units : units, scale);
  }

  /** Rounded, and written with exactly that many decimals. Zero is never written with a minus sign. */
  toFixed(rounding: Rounding): string {
    const { decimals } = rounding;
    const units = this.round(rounding).#numerator;
    const digits = String(units < ZERO ? -units : units).padStart(decimals + 1, '0');
    const sign = units < ZERO ? '-' : '';
    if (decimals === 0) return sign + digits;
    return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }

  /** All of it: a decimal without superfluous zeros where one exists ("94.5"), else a fraction ("263/3"). */
  toString(): string {
    const lowest = Exact.#reduced(this.#numerator, this.#denominator);
    const decimals = decimalsOf(lowest.#denominator);
    if (decimals === undefined) return `${lowest.#numerator}/${lowest.#denominator}`;
    return lowest.toFixed({ mode: 'truncate', decimals });
  }

  static #reduced(numerator: bigint, denominator: bigint): Exact {
    let divisor = numerator < ZERO ? -numerator : numerator;
    let rest = denominator;
    while (rest !== ZERO) [divisor, rest] = [rest, divisor % rest];
    return new Exact(numerator / divisor, denominator / divisor);
  }
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
