import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from './rig/crowd.ts';
import { Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { median, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';

const TARGET = 1.5;

/**
 * `join [--clients 1000] [--rounds 7] [--crowd 4000] [--profile DIR]`: seconds until all clients, coming together by their
 * sockets, have their snapshot, over those that bare Socket.IO takes to connect as many; taken in turn. `growth`: the same
 * with a crowd there already, over that without.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const options = readOptions(args, { clients: 1_000, rounds: 7, crowd: 4_000 });
  const where = machine();
  const ours = await ServerProcess.start('withoutPages', options);
  const bare = await ServerProcess.start('bare');
  const [crowd, bareCrowd, there] = [new Crowd(), new Crowd(), new Crowd()];
  try {
    const hall = await Hall.open(ours);
    const seats = await hall.guests(options.clients);
    const plain = seats.map(() => ({ port: bare.port, path: '/socket.io/' }));
    const come = async (who: Crowd, clients: typeof plain, ready: 'snapshot' | 'connected'): Promise<number> => {
      const ms = await who.open(clients, ready);
      await who.close();
      // Those who have gone are noticed, and the servers come to rest.
      await delay(500);
      return ms / 1000;
    };
    const rounds = async (count: number): Promise<{ mine: number[]; theirs: number[] }> => {
      const [mine, theirs]: [number[], number[]] = [[], []];
      for (let index = -1; index < count; index += 1) {
        const own = await come(crowd, seats, 'snapshot');
        const reference = await come(bareCrowd, plain, 'connected');
        // The first warms both up.
        if (index < 0) continue;
        mine.push(own);
        theirs.push(reference);
      }
      return { mine, theirs };
    };
    const empty = await rounds(options.rounds);
    await there.open(await hall.guests(options.crowd), 'snapshot');
    await delay(1_000);
    const full = await rounds(Math.max(1, Math.ceil(options.rounds / 2)));
    const ratio = median(empty.mine) / median(empty.theirs);
    return {
      clients: options.clients,
      rounds: options.rounds,
      seconds: round(median(empty.mine), 3),
      bareSeconds: round(median(empty.theirs), 3),
      crowd: options.crowd,
      secondsBesideCrowd: round(median(full.mine), 3),
      growth: round(median(full.mine) / median(full.theirs) / ratio),
      ...where,
      ratio: round(ratio),
      target: TARGET,
      reached: ratio <= TARGET,
    };
  } finally {
    await Promise.all([crowd.end(), bareCrowd.end(), there.end(), ours.end(), bare.end()]);
  }
}
