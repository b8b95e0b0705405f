import { Crowd } from './rig/crowd.ts';
import { Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { median, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';

const TARGET = 2;
/** Clients that come and go before the first look, so that what a server makes once is there. */
const WARM = 100;

/**
 * `memory [--clients 2000] [--rounds 3]`: kilobytes that a connected client costs the server, what the session remembers of
 * a guest included, over those of bare Socket.IO. Each round has fresh processes; both have just collected their garbage.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { clients, rounds } = readOptions(args, { clients: 2_000, rounds: 3 });
  const where = machine();
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let index = 0; index < rounds; index += 1) {
    mine.push(await ofProduct(clients));
    theirs.push(await ofBare(clients));
  }
  const ratio = median(mine) / median(theirs);
  return {
    clients,
    rounds,
    kilobytesAClient: round(median(mine), 1),
    bareKilobytesAClient: round(median(theirs), 1),
    ...where,
    ratio: round(ratio),
    target: TARGET,
    reached: ratio <= TARGET,
  };
}

const ofProduct = async (clients: number): Promise<number> => {
  const server = await ServerProcess.start('withoutPages');
  const [crowd, warm] = [new Crowd(), new Crowd()];
  try {
    const hall = await Hall.open(server);
    await warm.open(await hall.guests(WARM), 'snapshot');
    await warm.close();
    const before = await server.kilobytes();
    await crowd.open(await hall.guests(clients), 'snapshot');
    return ((await server.kilobytes()) - before) / clients;
  } finally {
    await Promise.all([crowd.end(), warm.end(), server.end()]);
  }
};

const ofBare = async (clients: number): Promise<number> => {
  const server = await ServerProcess.start('bare');
  const [crowd, warm] = [new Crowd(), new Crowd()];
  const plain = { port: server.port, path: '/socket.io/' };
  try {
    await warm.open(new Array(WARM).fill(plain), 'connected');
    await warm.close();
    const before = await server.kilobytes();
    await crowd.open(new Array(clients).fill(plain), 'connected');
    return ((await server.kilobytes()) - before) / clients;
  } finally {
    await Promise.all([crowd.end(), warm.end(), server.end()]);
  }
};
