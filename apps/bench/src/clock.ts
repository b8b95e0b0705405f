import { simulateSpread } from '@rostrum/sync/clock-simulation';
import type { ClockProfile } from '@rostrum/sync';
import { Child } from './rig/child.ts';
import type { Looked, ScreensTask } from './rig/clock-screens.ts';
import { Hall } from './rig/hall.ts';
import type { ProxyStarted, ProxyTask } from './rig/jitter-proxy.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { median, quantile, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';

const TARGET = 50;
/** 40 seconds after joining, and 40 minutes. */
const [SOON, LATE] = [40, 2_400];
const [JITTER, DRIFT_PPM, OFF_BY] = [300, 100, 3_600_000];
const PROFILES: readonly ClockProfile[] = ['screen', 'audience'];

/**
 * `clock [--clients 20] [--seconds 40] [--looks 100] [--halls 100]`: how far apart the countdowns of so many screens are, of the
 * crew's kind and of the audience's, whose clocks are off by up to an hour and run wrong by up to 100 ppm: on the real wire
 * through a proxy with 0–300 ms of jitter each way, and in simulated halls after 40 s and 40 min. `p99SpreadMs` is the worst
 * of them.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { clients, seconds, looks, halls } = readOptions(args, { clients: 20, seconds: SOON, looks: 100, halls: 100 });
  const where = machine();
  const real = await onTheWire(clients, seconds, looks);
  const p99s: number[] = PROFILES.map((profile) => quantile(real.spreads[profile], 0.99));
  const simulated: Record<string, unknown> = {};
  for (const profile of PROFILES) {
    const hall = { clients, jitter: JITTER, driftPpm: DRIFT_PPM, offByMs: OFF_BY, at: [SOON, LATE], seed: 1 };
    for (const spread of simulateSpread({ ...hall, profile, runs: halls })) {
      p99s.push(spread.p99);
      simulated[`${profile}At${spread.seconds}s`] = { p50: round(spread.median, 1), p99: round(spread.p99, 1) };
    }
  }
  const worst = Math.max(...p99s);
  return {
    clients,
    seconds,
    jitterMs: JITTER,
    driftPpm: DRIFT_PPM,
    offByMs: OFF_BY,
    real: Object.fromEntries(
      PROFILES.map((profile, at) => [
        profile,
        { p50: round(median(real.spreads[profile]), 1), p99: round(p99s[at] ?? Number.NaN, 1) },
      ]),
    ),
    worstErrorMs: round(real.worstErrorMs, 1),
    halls,
    simulated,
    ...where,
    p99SpreadMs: round(worst, 1),
    target: TARGET,
    reached: worst <= TARGET,
  };
}

const onTheWire = async (clients: number, lookAt: number, looks: number): Promise<Looked> => {
  const server = await ServerProcess.start('withoutPages');
  const [proxy, screens] = [new Child('jitter-proxy.ts'), new Child('clock-screens.ts')];
  try {
    const { port } = await proxy.ask<ProxyStarted>({ target: server.port, jitterMs: JITTER } satisfies ProxyTask);
    const hall = await Hall.open(server);
    const seats = await hall.guests(clients * PROFILES.length);
    return await screens.ask<Looked>({
      clients: seats.map((seat, at) => ({
        wire: { ...seat, port },
        profile: PROFILES[at % PROFILES.length] ?? 'screen',
      })),
      lookAt,
      looks,
      offByMs: OFF_BY,
      driftPpm: DRIFT_PPM,
    } satisfies ScreensTask);
  } finally {
    await Promise.all([proxy.end(), screens.end(), server.end()]);
  }
};
