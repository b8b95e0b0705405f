import type { Ticker } from '../ticker.svelte.ts';

/** Reads a ticker as a screen would, noting what it sees. */
export const readTicks = (ticker: Ticker, ticks: number[]): (() => void) =>
  $effect.root(() => {
    $effect(() => {
      ticks.push(ticker.now);
    });
  });
