import type { Timers } from './timers.ts';

const FIRST = 1_000;
const LONGEST = 5_000;

/**
 * Milliseconds before attempt `n` (from 0) after a loss: spread at random between one second and two, four, five, so
 * that a hall whose server comes back does not knock at the same instant.
 */
export const reconnectDelay = (attempt: number, random: number): number => {
  const longest = Math.min(LONGEST, FIRST * 2 ** (attempt + 1));
  return FIRST + random * (longest - FIRST);
};

/** Decides when to try again. Tell it what happens; it calls `open`. */
export class Reconnector {
  readonly #open: () => void;
  readonly #timers: Timers;
  readonly #random: () => number;
  #state: 'stopped' | 'opening' | 'open' | 'waiting' = 'stopped';
  #attempt = 0;
  #cancel: (() => void) | undefined;

  constructor(open: () => void, timers: Timers, random: () => number) {
    this.#open = open;
    this.#timers = timers;
    this.#random = random;
  }

  start(): void {
    if (this.#state === 'stopped') this.#try();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#state = 'stopped';
    this.#attempt = 0;
  }

  connected(): void {
    if (this.#state === 'stopped') return;
    this.#state = 'open';
    this.#attempt = 0;
  }

  /** The connection is gone, or an attempt came to nothing. */
  lost(): void {
    if (this.#state === 'stopped' || this.#state === 'waiting') return;
    this.#state = 'waiting';
    this.#cancel = this.#timers.after(reconnectDelay(this.#attempt++, this.#random()), () => this.#try());
  }

  /** The network or the screen is back: no reason to wait any longer. */
  nudge(): void {
    if (this.#state !== 'waiting') return;
    this.#attempt = 0;
    this.#try();
  }

  #try(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#state = 'opening';
    this.#open();
  }
}
