import type { Priority } from './contract.ts';

interface Waiting {
  start: () => void;
  abandon: (reason: unknown) => void;
}

/** Runs at most `limit` pieces of work at once: first those that someone waits for, then, unless paused, the others. */
export class WorkQueue {
  readonly #limit: number;
  readonly #onIdle: () => void;
  readonly #waiting: Record<Priority, Set<Waiting>> = { now: new Set(), background: new Set() };
  #running = 0;
  #paused = false;
  #closed = false;

  constructor(limit: number, onIdle: () => void) {
    this.#limit = limit;
    this.#onIdle = onIdle;
  }

  /** Rejects with the signal's reason when it is aborted before `work` has started; after that, `work` must heed it. */
  async run<T>(priority: Priority, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error('slides are closed');
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        this.#waiting[priority].delete(entry);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = () => entry.abandon(signal?.reason);
      const entry: Waiting = {
        start: () => {
          leave();
          this.#running += 1;
          void work()
            .then(resolve, reject)
            .finally(() => {
              this.#running -= 1;
              this.#startNext();
              if (this.#running === 0) this.#onIdle();
            });
        },
        abandon: (reason) => {
          leave();
          reject(reason instanceof Error ? reason : new Error(String(reason)));
        },
      };
      signal?.addEventListener('abort', onAbort);
      this.#waiting[priority].add(entry);
      this.#startNext();
    });
  }

  pauseBackground(): void {
    this.#paused = true;
  }

  resumeBackground(): void {
    this.#paused = false;
    this.#startNext();
  }

  /** Everything that waits is rejected, and so is what comes later. */
  close(): void {
    this.#closed = true;
    const reason = new Error('slides are closed');
    for (const entry of [...this.#waiting.now, ...this.#waiting.background]) entry.abandon(reason);
  }

  #startNext(): void {
    while (this.#running < this.#limit) {
      const next = this.#first('now') ?? (this.#paused ? undefined : this.#first('background'));
      if (next === undefined) return;
      next.start();
    }
  }

  #first(priority: Priority): Waiting | undefined {
    return this.#waiting[priority].values().next().value;
  }
}
