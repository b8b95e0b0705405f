import { expect, test } from 'vitest';
import * as boot from './boot.ts';
import * as clock from './clock.ts';
import * as fanout from './fanout.ts';
import * as join from './join.ts';
import * as memory from './memory.ts';
import * as storm from './storm.ts';

const BENCHES = { boot, clock, fanout, join, memory, storm };

/** Few clients, one round: that each bench runs and answers with its figures. What the figures are is for `pnpm bench`. */
const SMALL: readonly (readonly [name: keyof typeof BENCHES, args: string[], keys: string[]])[] = [
  ['fanout', ['--clients', '5', '--rounds', '1'], ['ratio', 'p50Ms', 'bareP50Ms']],
  ['join', ['--clients', '5', '--rounds', '1', '--crowd', '5'], ['ratio', 'seconds', 'bareSeconds', 'growth']],
  ['storm', ['--clients', '2', '--rounds', '1'], ['ratio', 'perSecond', 'p99Ms']],
  ['boot', ['--events', '2000', '--rounds', '1'], ['eventsPerSecond']],
  ['memory', ['--clients', '20', '--rounds', '1'], ['ratio', 'kilobytesAClient']],
  ['clock', ['--clients', '2', '--seconds', '1', '--looks', '2', '--halls', '1'], ['p99SpreadMs']],
];

for (const [name, args, keys] of SMALL) {
  test(`bench ${name} measures`, async () => {
    const result = await BENCHES[name].run(args);
    for (const key of keys) expect(result[key], key).toBeTypeOf('number');
    if (name === 'storm') expect(result['answers']).toEqual({ ok: 40 });
  });
}
