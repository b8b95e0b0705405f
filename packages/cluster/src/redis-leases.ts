import type { RedisFunctions } from '@rostrum/redis';
import type { Lease, Leases } from './cluster.ts';
import type { Names } from './redis-names.ts';

/** Leases in Redis: keys that expire. `monotonic`: milliseconds that only go forward. */
export function createRedisLeases(tools: {
  functions: RedisFunctions;
  names: Names;
  node: string;
  monotonic: () => number;
}): Leases & { close(): Promise<void> } {
  const { functions, names, node, monotonic } = tools;
  const releases = new Set<() => Promise<void>>();
  let taken = 0;

  const hold = (name: string, holder: string, forMs: number, from: number): Lease => {
    const key = [names.lease(name)];
    // By this clock, from before it was asked for: here it ends no later than in Redis.
    let until = from + forMs;
    let released = false;
    const listeners = new Set<() => void>();
    const isHeld = (): boolean => !released && monotonic() < until;

    const lose = (): void => {
      clearInterval(timer);
      releases.delete(release);
      released = true;
      for (const listener of listeners) listener();
    };
    const renew = async (): Promise<void> => {
      const asked = monotonic();
      const kept = await functions.run('renew', key, [holder, forMs]).catch(() => undefined);
      if (released) return;
      if (kept === 1) until = asked + forMs;
      else if (kept === 0 || monotonic() >= until) lose();
    };
    const release = async (): Promise<void> => {
      if (released) return;
      clearInterval(timer);
      releases.delete(release);
      released = true;
      await functions.run('release', key, [holder]).catch(() => undefined);
    };
    const timer = setInterval(() => void renew(), forMs / 3).unref();
    releases.add(release);
    return {
      get held() {
        return isHeld();
      },
      onLost: (listener) => void listeners.add(listener),
      release,
    };
  };

  return {
    take: async (name, forMs) => {
      const holder = `${node}:${(taken += 1)}`;
      const from = monotonic();
      const got = await functions.run('take', [names.lease(name)], [holder, forMs]).catch(() => undefined);
      return got === 1 ? hold(name, holder, forMs, from) : undefined;
    },
    close: async () => {
      await Promise.allSettled([...releases].map((release) => release()));
    },
  };
}
