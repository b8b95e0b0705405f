/** Numbers that look random and are the same for the same seed: for simulations, never for secrets. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Spreads neighbouring seeds apart; a state of zero would stay zero.
    this.#state = (Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) ^ (seed >>> 15)) | 1;
    for (let warm = 0; warm < 8; warm++) this.next();
  }

  /** 0 ≤ x < 1: Marsaglia's xorshift32 (Xorshift RNGs, 2003). */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) / 0x1_0000_0000;
  }

  /** A whole number, 0 ≤ n < below. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items; throws on none. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}
