import { setTimeout as sleep } from 'node:timers/promises';
import type { Leases } from '@rostrum/cluster';
import { Turns } from './turns.ts';

/** Work of one name is done one after another, on whichever nodes. */
export interface Holds {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** A hold outlives its node by at most this many milliseconds. */
const LASTS = 15_000;
const ASKS_EVERY = 200;
const PATIENCE = 60_000;

/** Turns on this node, and a lease among the nodes. Rejects when another holds the name for a minute, or cannot be asked. */
export const holdsOf = (leases: Leases): Holds => {
  const turns = new Turns();
  return {
    run: (name, work) =>
      turns.run(name, async () => {
        for (let waited = 0; ; waited += ASKS_EVERY) {
          const lease = await leases.take(`hold/${name}`, LASTS);
          if (lease) return work().finally(() => lease.release());
          if (waited >= PATIENCE) throw new Error(`${name} is held elsewhere`);
          await sleep(ASKS_EVERY, undefined, { ref: false });
        }
      }),
  };
};
