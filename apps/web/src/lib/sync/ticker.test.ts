import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readTicks } from './testing/read-ticks.svelte.ts';
import { untilNextTick } from './tick-schedule.ts';
import { Ticker } from './ticker.svelte.ts';

it.each([
  [10_250, 1_000, 0, 750],
  [10_000, 1_000, 0, 1_000],
  [10_250, 1_000, 400, 150],
  [10_250, 1_000, 99_300, 50],
  [10_250, 1_000, 99_250, 1_000],
])('at %d, in steps of %d from %d, the next tick is %d away', (now, every, anchor, away) => {
  expect(untilNextTick(now, every, anchor)).toBe(away);
});

const visible = (state: 'visible' | 'hidden') => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] });
  visible('visible');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('ticks with the steps counted from the anchor, only while read and visible', async () => {
  let clock = 10_250;
  const pass = (ms: number) => {
    // In steps of a millisecond, so that the clock and the timers move together.
    for (let n = 0; n < ms; n++) {
      clock++;
      vi.advanceTimersByTime(1);
      flushSync();
    }
  };
  const ticker = new Ticker(() => clock, { anchor: () => 99_700 });
  expect(ticker.now).toBe(10_250);
  pass(100);
  expect(ticker.now).toBe(10_350);
  expect(vi.getTimerCount()).toBe(0);

  const ticks: number[] = [];
  const stop = readTicks(ticker, ticks);
  flushSync();
  pass(2_000);
  expect(ticks).toEqual([10_350, 10_701, 11_701]);
  visible('hidden');
  expect(vi.getTimerCount()).toBe(0);
  pass(5_000);
  expect(ticks).toHaveLength(3);
  visible('visible');
  flushSync();
  expect(ticks[3]).toBe(17_350);
  stop();
  await Promise.resolve();
  expect(vi.getTimerCount()).toBe(0);
});
