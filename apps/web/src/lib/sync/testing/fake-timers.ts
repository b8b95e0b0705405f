import type { Timers } from '../timers.ts';

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** Time moved by hand. */
export class FakeTimers implements Timers {
  #now = 0;
  #due: readonly Due[] = [];
  /** Added to the wall clock only: what sleep looks like. */
  slept = 0;

  local(): number {
    return this.#now;
  }

  wall(): number {
    return 1_700_000_000_000 + this.#now + this.slept;
  }

  after(ms: number, run: () => void): () => void {
    const due = { at: this.#now + ms, run };
    this.#due = [...this.#due, due];
    return () => {
      this.#due = this.#due.filter((one) => one !== due);
    };
  }

  /** Runs everything that falls due, each with its consequences, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = this.#due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#due = this.#due.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets promises run out. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
