import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands before several nodes: each connection goes to the next one in turn that takes it, and knows of nothing more. */
export interface Balancer {
  readonly base: string;
  /** Connections that each node has had, in the order of the ports. */
  readonly given: readonly number[];
  close(): Promise<void>;
}

export const balance = async (ports: readonly number[]): Promise<Balancer> => {
  const given = ports.map(() => 0);
  const sockets = new Set<Socket>();
  let turn = 0;
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    hold(client);
    const attempt = (left: number): void => {
      const at = (turn += 1) % ports.length;
      const node = connect(ports[at] ?? 0, '127.0.0.1');
      hold(node);
      node.once('error', () => (left > 0 ? attempt(left - 1) : client.destroy()));
      node.once('connect', () => {
        given[at] = (given[at] ?? 0) + 1;
        client.pipe(node).pipe(client);
        node.on('close', () => client.destroy());
        client.on('close', () => node.destroy());
      });
    };
    attempt(ports.length - 1);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
