import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { serveTasks } from './child.ts';

/** Passes connections on to a port of the loopback; whatever comes, either way, is up to `jitterMs` late, never out of turn. */
export interface ProxyTask {
  readonly target: number;
  readonly jitterMs: number;
}
export interface ProxyStarted {
  readonly port: number;
}

const pipeLate = (from: Socket, to: Socket, jitterMs: number): void => {
  const late: { readonly bytes: Buffer; readonly due: number }[] = [];
  let lastDue = 0;
  // One timer for the first of them: timers of their own could overtake each other.
  const pass = (): void => {
    for (let next = late[0]; next && next.due <= performance.now(); next = late[0]) {
      late.shift();
      to.write(next.bytes);
    }
    if (late[0]) setTimeout(pass, Math.max(1, late[0].due - performance.now()));
  };
  from.on('data', (bytes) => {
    lastDue = Math.max(lastDue, performance.now() + Math.random() * jitterMs);
    if (late.push({ bytes, due: lastDue }) === 1) setTimeout(pass, lastDue - performance.now());
  });
  from.on('close', () => to.destroy());
  from.on('error', () => to.destroy());
};

serveTasks(async ({ target, jitterMs }: ProxyTask): Promise<ProxyStarted> => {
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: '127.0.0.1', port: target, noDelay: true });
    pipeLate(client, upstream, jitterMs);
    pipeLate(upstream, client, jitterMs);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { port };
});
