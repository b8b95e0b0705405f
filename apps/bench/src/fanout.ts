import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from './rig/crowd.ts';
import { connected, Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { instant, median, quantile, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';

const TARGET = 1.5;
export const DECK = join(import.meta.dirname, '../../server/demo/letter.pdf');
/** How a page turn begins on the audience's wire. */
export const TURN = '["view",{"kind":"patch","view":"role"';
/** Milliseconds between two rounds, so that each begins on servers at rest. */
const PAUSE = 60;

/**
 * `fanout [--clients 3000] [--rounds 60] [--profile DIR]`: from the host's press (a page turned: decided, on disk, folded,
 * published) until the last of the audience has its patch, over the same bytes broadcast by bare Socket.IO; taken in turn.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const options = readOptions(args, { clients: 3_000, rounds: 60 });
  const where = machine();
  const ours = await ServerProcess.start('withoutPages', options);
  const bare = await ServerProcess.start('bare');
  const [crowd, bareCrowd] = [new Crowd(), new Crowd()];
  try {
    const hall = await Hall.open(ours);
    await hall.upload(DECK);
    await hall.drawn();
    await crowd.open(await hall.guests(options.clients), 'snapshot');
    const plain = { port: bare.port, path: '/socket.io/' };
    await bareCrowd.open(
      Array.from({ length: options.clients }, () => plain),
      'connected',
    );
    const bareHost = await connected(plain);

    const turn = async (): Promise<{ ms: number; sample: string }> => {
      await crowd.count(TURN);
      const all = crowd.all();
      const pressed = instant();
      await hall.turn();
      const { ended, sample } = await all;
      return { ms: ended - pressed, sample };
    };
    const broadcast = async (sample: string): Promise<number> => {
      const [, message] = JSON.parse(sample) as [string, unknown];
      await bareCrowd.count(TURN);
      const all = bareCrowd.all();
      const pressed = instant();
      bareHost.emit('turn', message);
      return (await all).ended - pressed;
    };
    const [mine, theirs]: [number[], number[]] = [[], []];
    let bytes = 0;
    for (let index = -5; index < options.rounds; index += 1) {
      const { ms, sample } = await turn();
      await delay(PAUSE);
      const reference = await broadcast(sample);
      await delay(PAUSE);
      // The first few warm both up.
      if (index < 0) continue;
      mine.push(ms);
      theirs.push(reference);
      bytes = sample.length;
    }
    const ratio = median(mine) / median(theirs);
    return {
      clients: options.clients,
      rounds: options.rounds,
      bytes,
      p50Ms: round(median(mine)),
      p99Ms: round(quantile(mine, 0.99)),
      bareP50Ms: round(median(theirs)),
      bareP99Ms: round(quantile(theirs, 0.99)),
      ...where,
      ratio: round(ratio),
      target: TARGET,
      reached: ratio <= TARGET,
    };
  } finally {
    await Promise.all([crowd.end(), bareCrowd.end(), ours.end(), bare.end()]);
  }
}
