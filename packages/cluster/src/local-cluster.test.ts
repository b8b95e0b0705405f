import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeCluster } from './contract.ts';
import { createLocalCluster } from './local-cluster.ts';
import { createLocalCounters } from './local-counters.ts';

describeCluster('in process', async () => {
  let cluster: ReturnType<typeof createLocalCluster> | undefined;
  return {
    node: async (report) => (cluster ??= createLocalCluster({ report })),
    dispose: async () => undefined,
  };
});

it('sweeps expired counters without timers and never holds more than its limit', async () => {
  const counters = createLocalCounters(1000);
  for (let n = 0; n < 5000; n += 1) await counters.hit(`old${n}`, { windowMs: 10, limit: 1, now: n });
  expect(counters.size()).toBeLessThan(200);
  for (let n = 0; n < 5000; n += 1) await counters.hit(`live${n}`, { windowMs: 1e9, limit: 1, now: 10_000 });
  expect(counters.size()).toBeLessThanOrEqual(1064);
  expect((await counters.peek('live4999', { windowMs: 1e9, limit: 1, now: 10_000 })).count).toBe(1);
});

it('counts like a plain list of hits', async () => {
  const hit = fc.record({ key: fc.constantFrom('a', 'b'), wait: fc.nat(40) });
  await fc.assert(
    fc.asyncProperty(fc.array(hit, { maxLength: 60 }), async (hits) => {
      const counters = createLocalCounters(1000);
      const windows = new Map<string, { start: number; count: number }>();
      let now = 0;
      for (const { key, wait } of hits) {
        now += wait;
        const window = windows.get(key);
        const next = window && now < window.start + 100 ? window : { start: now, count: 0 };
        windows.set(key, next);
        next.count += 1;
        const allowed = next.count <= 3;
        expect(await counters.hit(key, { windowMs: 100, limit: 3, now })).toEqual({
          count: next.count,
          allowed,
          retryAfterMs: allowed ? 0 : next.start + 100 - now,
        });
      }
    }),
  );
});
