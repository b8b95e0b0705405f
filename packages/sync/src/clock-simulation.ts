import { Random } from './random.ts';
import { pingSchedule, ServerClock } from './server-clock.ts';
import type { ClockProfile, Ping } from './server-clock.ts';

export interface ClockSimulation {
  clients: number;
  profile: ClockProfile;
  /** Each way takes between nothing and so many milliseconds, evenly spread, independently of the other. */
  jitter: number;
  /** Each client's clock runs wrong by up to so many parts per million, either way. */
  driftPpm: number;
  /** Each client's clock is off by up to so many milliseconds, either way. */
  offByMs: number;
  /** Simulated seconds after joining at which the spread is looked at, ascending. */
  at: readonly number[];
  /** How many halls are simulated, one a seed. */
  runs: number;
  seed: number;
}

export interface Spread {
  seconds: number;
  /** Milliseconds between the screen that is furthest ahead and the one furthest behind. */
  median: number;
  p99: number;
  max: number;
  /** The greatest error of any one screen. */
  worstError: number;
}

/** Server time at the simulation's start. */
const SERVER_START = 1_700_000_000_000;
/** Each hall is looked at so many times around every instant, a second apart. */
const LOOKS = 10;

/** Halls full of screens on simulated time: how far apart are their countdowns? The same seed gives the same numbers. */
export function simulateSpread(simulation: ClockSimulation): Spread[] {
  const spreads = simulation.at.map(() => [] as number[]);
  const errors = simulation.at.map(() => 0);
  for (let run = 0; run < simulation.runs; run++) {
    const random = new Random(simulation.seed + run);
    const looks = simulation.at.flatMap((seconds) => Array.from({ length: LOOKS }, (_, n) => (seconds + n) * 1000));
    const screens = Array.from({ length: simulation.clients }, () => errorsOfOneScreen(simulation, random, looks));
    looks.forEach((_, look) => {
      const wrong = screens.map((screen) => screen[look] ?? Number.NaN);
      const at = Math.floor(look / LOOKS);
      spreads[at]?.push(Math.max(...wrong) - Math.min(...wrong));
      errors[at] = Math.max(errors[at] ?? 0, ...wrong.map(Math.abs));
    });
  }
  return simulation.at.map((seconds, at) => {
    const sorted = (spreads[at] ?? []).sort((a, b) => a - b);
    const quantile = (q: number) => sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN;
    return { seconds, median: quantile(0.5), p99: quantile(0.99), max: quantile(1), worstError: errors[at] ?? 0 };
  });
}

/** Estimated minus true server time at each look, on one client that keeps the product's own schedule. */
function errorsOfOneScreen(simulation: ClockSimulation, random: Random, looks: readonly number[]): number[] {
  const drift = 1 + random.between(-simulation.driftPpm, simulation.driftPpm) / 1_000_000;
  const phase = SERVER_START + random.between(-simulation.offByMs, simulation.offByMs);
  const local = (time: number) => phase + time * drift;
  const end = Math.max(...looks);

  const pings: (Ping & { back: number })[] = [];
  let sent = 0;
  for (let n = 0; sent <= end; n++) {
    sent += pingSchedule(n, simulation.profile);
    const received = sent + random.between(0, simulation.jitter);
    const back = received + random.between(0, simulation.jitter);
    const server = SERVER_START + received;
    pings.push({
      clientSent: local(sent),
      serverReceived: server,
      serverSent: server,
      clientReceived: local(back),
      back,
    });
  }
  pings.sort((a, b) => a.back - b.back);

  const clock = new ServerClock(simulation.profile);
  let next = 0;
  return looks.map((time) => {
    for (let ping = pings[next]; ping && ping.back <= time; ping = pings[++next]) clock.addPing(ping);
    return (clock.now(local(time)) ?? Number.NaN) - (SERVER_START + time);
  });
}
