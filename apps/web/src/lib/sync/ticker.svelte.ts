import { createSubscriber } from 'svelte/reactivity';
import { untilNextTick } from './tick-schedule.ts';

export interface TickerOptions {
  /** Milliseconds between ticks, or every frame that the screen draws. A second unless given. */
  readonly every?: number | 'frame';
  /**
   * The server instant from which steps are counted: for a countdown the instant at which it is due, so that its
   * seconds turn on every screen at once. Asked at each tick; whole seconds of the epoch unless given.
   */
  readonly anchor?: () => number | undefined;
}

/** Timers may fire this much too soon, and clocks are read in fractions. */
const MARGIN = 1;

/**
 * A reactive now. Costs nothing unless an effect or a template reads it while the page is visible.
 *
 * ```ts
 * const ticker = new Ticker(() => connection.now(), { anchor: () => dueAt });
 * const left = $derived(dueAt - ticker.now);
 * ```
 */
export class Ticker {
  readonly #clock: () => number;
  readonly #options: TickerOptions;
  readonly #subscribe: () => void;
  /** What all readers of one tick see; undefined while nobody is subscribed. */
  #shown: number | undefined;

  constructor(clock: () => number, options: TickerOptions = {}) {
    this.#clock = clock;
    this.#options = options;
    this.#subscribe = createSubscriber((update) => this.#run(update));
  }

  /** The server's clock at the last tick; outside of effects, now. */
  get now(): number {
    this.#subscribe();
    return this.#shown ?? this.#clock();
  }

  #run(update: () => void): () => void {
    const { every = 1_000, anchor } = this.#options;
    let stop = (): void => undefined;
    const show = () => {
      this.#shown = this.#clock();
      update();
    };
    const frame = () => {
      const id = requestAnimationFrame(() => {
        show();
        frame();
      });
      stop = () => cancelAnimationFrame(id);
    };
    const wait = (step: number) => {
      const id = setTimeout(
        () => {
          show();
          wait(step);
        },
        untilNextTick(this.#clock(), step, anchor?.()) + MARGIN,
      );
      stop = () => clearTimeout(id);
    };
    const go = () => (every === 'frame' ? frame() : wait(every));
    const turned = () => {
      stop();
      if (document.visibilityState !== 'visible') return;
      show();
      go();
    };
    document.addEventListener('visibilitychange', turned);
    if (document.visibilityState === 'visible') go();
    return () => {
      stop();
      document.removeEventListener('visibilitychange', turned);
      this.#shown = undefined;
    };
  }
}
