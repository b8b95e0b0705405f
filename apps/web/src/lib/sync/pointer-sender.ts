import type { ClientSignal } from '@rostrum/protocol';
import type { Timers } from './timers.ts';

/** Milliseconds between two signals: smooth enough for a pointer, and no load. */
const INTERVAL = 40;

/** Sends the first position at once, then only the latest of each interval. */
export class PointerSender {
  readonly #timers: Timers;
  readonly #emit: (signal: ClientSignal) => void;
  #latest: ClientSignal | undefined;
  #resting = false;

  constructor(timers: Timers, emit: (signal: ClientSignal) => void) {
    this.#timers = timers;
    this.#emit = emit;
  }

  send(signal: ClientSignal): void {
    if (this.#resting) {
      this.#latest = signal;
      return;
    }
    this.#emit(signal);
    this.#resting = true;
    this.#timers.after(INTERVAL, () => {
      this.#resting = false;
      const latest = this.#latest;
      this.#latest = undefined;
      if (latest) this.send(latest);
    });
  }
}
