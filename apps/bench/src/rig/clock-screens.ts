import { setTimeout as delay } from 'node:timers/promises';
import { pingSchedule, ServerClock, type ClockProfile } from '@rostrum/sync';
import { serveTasks } from './child.ts';
import { instant } from './quantiles.ts';
import { Wire, type WireOptions } from './wire.ts';

/** Screens that keep the server's time as the real ones do, each by a clock of its own that is off and runs wrong. */
export interface ScreensTask {
  readonly clients: readonly { readonly wire: WireOptions; readonly profile: ClockProfile }[];
  /** Seconds after joining at which the screens are looked at for the first time, and how often then, 100 ms apart. */
  readonly lookAt: number;
  readonly looks: number;
  /** The clocks are off by up to so much, either way, and run wrong by up to so much. */
  readonly offByMs: number;
  readonly driftPpm: number;
}
/** Of each look: by profile, the milliseconds between the screen furthest ahead and the one furthest behind. */
export interface Looked {
  readonly spreads: Record<ClockProfile, number[]>;
  /** The greatest difference of any one screen from the truth, in milliseconds. */
  readonly worstErrorMs: number;
}
interface Screen {
  readonly profile: ClockProfile;
  readonly clock: ServerClock;
  local(): number;
}

const between = (most: number): number => (Math.random() * 2 - 1) * most;
let stopped = false;

const open = async ({ wire: options, profile }: ScreensTask['clients'][number], task: ScreensTask): Promise<Screen> => {
  const [offset, rate, began] = [between(task.offByMs), 1 + between(task.driftPpm) / 1e6, instant()];
  const local = (): number => began + offset + (instant() - began) * rate;
  const clock = new ServerClock(profile);
  const wire = await new Promise<Wire>((resolve, reject) => {
    const fresh = new Wire(options, { connected: () => resolve(fresh), closed: () => reject(new Error('closed')) });
  });
  const ping = async (): Promise<void> => {
    const clientSent = local();
    const json = await wire.ask('ping', { sent: clientSent });
    const clientReceived = local();
    const [{ received, sent }] = JSON.parse(json) as [{ received: number; sent: number }];
    clock.addPing({ clientSent, serverReceived: received, serverSent: sent, clientReceived });
  };
  const keep = async (): Promise<void> => {
    for (let n = 0; !stopped; n += 1) {
      await delay(pingSchedule(n, profile));
      void ping();
    }
  };
  void keep();
  return { profile, clock, local };
};

serveTasks(async (task: ScreensTask): Promise<Looked> => {
  const screens = await Promise.all(task.clients.map((client) => open(client, task)));
  await delay(task.lookAt * 1000);
  const spreads: Looked['spreads'] = { screen: [], audience: [] };
  let worstErrorMs = 0;
  for (let look = 0; look < task.looks; look += 1) {
    // The server's clock is the wall clock of this very machine.
    const shown = screens.map(({ profile, clock, local }) => ({
      profile,
      error: (clock.now(local()) ?? Number.NaN) - (performance.timeOrigin + performance.now()),
    }));
    for (const profile of ['screen', 'audience'] as const) {
      const errors = shown.filter((one) => one.profile === profile).map((one) => one.error);
      spreads[profile].push(Math.max(...errors) - Math.min(...errors));
    }
    worstErrorMs = Math.max(worstErrorMs, ...shown.map(({ error }) => Math.abs(error)));
    await delay(100);
  }
  stopped = true;
  return { spreads, worstErrorMs };
});
