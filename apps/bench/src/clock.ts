import { simulateSpread } from '@rostrum/sync/clock-simulation';
import type { ClockProfile } from '@rostrum/sync';

/** 40 seconds after joining, and 40 minutes. */
const LOOK_AT = [40, 2_400];
const HALL = { clients: 20, jitter: 300, driftPpm: 100, at: LOOK_AT, seed: 1 };

/**
 * How far apart the countdowns of 20 screens are, in simulated time: 0–300 ms of jitter each way, clocks off by up to
 * 100 ppm. `args`: the number of halls to simulate (100). Answers milliseconds by profile and instant.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const runs = args[0] === undefined ? 100 : Number(args[0]);
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`not a number of halls: ${args[0]}`);
  const result: Record<string, unknown> = { halls: runs, screens: HALL.clients };
  for (const profile of ['screen', 'audience'] satisfies ClockProfile[]) {
    for (const spread of simulateSpread({ ...HALL, profile, runs })) {
      const [median, p99, max] = [spread.median, spread.p99, spread.max].map((ms) => Math.round(ms * 10) / 10);
      console.log(`${profile}, ${spread.seconds} s: spread p50 ${median} ms, p99 ${p99} ms, max ${max} ms`);
      result[`${profile}At${spread.seconds}s`] = { median, p99, max };
    }
  }
  return result;
}
