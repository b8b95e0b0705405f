import type { Counted, CounterRule, Counters } from './cluster.ts';

interface Window {
  count: number;
  endsAt: number;
}

/**
 * Counters in memory. Expired windows are swept whenever the number of keys has doubled since the last sweep, so that
 * a hit costs the same on average however many there are; beyond `maxKeys` the oldest windows give way.
 */
export function createLocalCounters(maxKeys: number): Counters & { size(): number } {
  const windows = new Map<string, Window>();
  const smallest = 64;
  let sweepAt = smallest;

  const sweep = (now: number): void => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
    for (const key of windows.keys()) {
      if (windows.size <= maxKeys) break;
      windows.delete(key);
    }
    sweepAt = Math.min(maxKeys + smallest, Math.max(smallest, windows.size * 2));
  };

  const current = (key: string, { windowMs, now }: CounterRule): Window => {
    const window = windows.get(key);
    return window && window.endsAt > now ? window : { count: 0, endsAt: now + windowMs };
  };

  const answer = ({ count, endsAt }: Window, allowed: boolean, now: number): Counted => ({
    count,
    allowed,
    retryAfterMs: allowed ? 0 : endsAt - now,
  });

  return {
    hit: async (key, rule) => {
      const window = current(key, rule);
      window.count += 1;
      // A new window goes to the end: the first of the map are the oldest.
      if (windows.get(key) !== window) windows.delete(key);
      windows.set(key, window);
      if (windows.size >= sweepAt) sweep(rule.now);
      return answer(window, window.count <= rule.limit, rule.now);
    },
    peek: async (key, rule) => {
      const window = current(key, rule);
      return answer(window, window.count < rule.limit, rule.now);
    },
    reset: async (key) => void windows.delete(key),
    size: () => windows.size,
  };
}
