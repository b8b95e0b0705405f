/** A snapshot is due after so many events, but in a storm, whose answers it would delay, only after so long or so many more. */
const EVERY = 500;
const PAUSE = 15_000;
const AT_LAST = 20_000;

/** When a stream's state is worth keeping again. */
export class SnapshotPace {
  readonly #now: () => number;
  /** The revision that the last snapshot holds. */
  #revision = 0;
  /** The instant of the last snapshot that was made here. */
  #madeAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** One is being made, which holds up the next whether it succeeds or not. */
  begun(): void {
    this.#madeAt = this.#now();
  }
  /** There is one of this revision. */
  has(revision: number): void {
    this.#revision = revision;
  }

  isDue(revision: number): boolean {
    const rested = this.#now() - this.#madeAt >= PAUSE;
    return revision - this.#revision >= (rested ? EVERY : AT_LAST);
  }
  isBehind(revision: number): boolean {
    return revision > this.#revision;
  }
}
