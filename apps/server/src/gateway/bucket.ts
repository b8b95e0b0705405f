/** A token bucket: `burst` at once, then `perSecond`. */
export class Bucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #at: number | undefined;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes one token at the instant `now` (milliseconds), or says that none is left. */
  take(now: number): boolean {
    const passed = Math.max(0, now - (this.#at ?? now)) / 1000;
    this.#at = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + passed * this.#perSecond);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
