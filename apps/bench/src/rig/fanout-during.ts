import { setTimeout as delay } from 'node:timers/promises';
import { DECK, TURN } from '../fanout.ts';
import { Crowd } from './crowd.ts';
import { Hall } from './hall.ts';
import { instant, median, quantile, round } from './quantiles.ts';
import { ServerProcess } from './server-process.ts';

const TURNS = 80;
const PAUSE = 60;

export interface During {
  readonly restP50Ms: number;
  readonly duringP50Ms: number;
  readonly duringP99Ms: number;
  readonly duringTurns: number;
  readonly duringRatio: number;
}

/** Page turns of a session at rest, then while its server draws a file for another talk of it, then at rest again. */
export const fanoutDuring = async (file: string, clients: number): Promise<During> => {
  const server = await ServerProcess.start('withoutPages');
  const crowd = new Crowd();
  try {
    const hall = await Hall.open(server);
    await hall.upload(DECK);
    await hall.drawn();
    await crowd.open(await hall.guests(clients), 'snapshot');
    const turn = async (): Promise<number> => {
      await crowd.count(TURN);
      const all = crowd.all();
      const pressed = instant();
      await hall.turn();
      const ms = (await all).ended - pressed;
      await delay(PAUSE);
      return ms;
    };
    const turns = async (count: number): Promise<number[]> => {
      const times: number[] = [];
      while (times.length < count) times.push(await turn());
      return times;
    };
    await turns(10);
    const rest = await turns(TURNS / 2);
    const talk = hall.talks[1] ?? '';
    await hall.upload(file, talk);
    const drawing = { over: false };
    const drawn = hall.drawn(talk).then(() => void (drawing.over = true));
    const during: number[] = [];
    while (!drawing.over && during.length < TURNS) during.push(await turn());
    await drawn;
    rest.push(...(await turns(TURNS / 2)));
    return {
      restP50Ms: round(median(rest)),
      duringP50Ms: round(median(during)),
      duringP99Ms: round(quantile(during, 0.99)),
      duringTurns: during.length,
      duringRatio: round(median(during) / median(rest)),
    };
  } finally {
    await Promise.all([crowd.end(), server.end()]);
  }
};
