import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { VideoPorts } from './livekit-config.ts';

/** The port, when TCP can listen on it at this address; 0 asks for any free one. */
const tryTcp = (port: number, address?: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, ...(address === undefined ? {} : { host: address }), exclusive: true }, () => {
      const at = server.address();
      server.close(() => resolve(typeof at === 'object' && at !== null ? at.port : undefined));
    });
  });

const tryUdp = (port: number, address: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', reuseAddr: false });
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(port)));
  });

const NEIGHBOURS = 20;

const near = async (port: number, attempt: (port: number) => Promise<boolean>, name: string) => {
  for (let candidate = port; candidate <= Math.min(port + NEIGHBOURS, 65_535); candidate++) {
    if (await attempt(candidate)) return candidate;
  }
  throw new Error(`No free ${name} port for video from ${port} on.`);
};

/**
 * The ports that LiveKit can have now: the wanted ones, or the next free ones. Media ports are looked for at `local` addresses;
 * `tcp` is left as wanted when it is not used.
 */
export const freePorts = async (wanted: VideoPorts, local: readonly string[], useTcp: boolean): Promise<VideoPorts> => {
  const signal = (await tryTcp(wanted.signal, '127.0.0.1')) ?? (await tryTcp(0, '127.0.0.1'));
  if (signal === undefined) throw new Error('No free port on 127.0.0.1 for signalling.');
  const tcp = useTcp
    ? await near(wanted.tcp, async (port) => port !== signal && (await tryTcp(port)) !== undefined, 'TCP')
    : wanted.tcp;
  const udp = await near(
    wanted.udp,
    async (port) =>
      (await Promise.all(local.map((address) => tryUdp(port, address)))).every((each) => each !== undefined),
    'UDP',
  );
  return { signal, tcp, udp };
};
