import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createFront, type Server as Front, type Socket } from 'node:net';

/** A TLS connection begins with a handshake record; no HTTP request begins with this byte. */
const HANDSHAKE = 0x16;
/** Whoever connects and says nothing is let go. */
const SILENCE = 20_000;
/** Hosts as browsers write them: anything else is not sent back to anybody. */
const HOST = /^[A-Za-z0-9._[\]:-]{1,255}$/;

/**
 * One port for both: TLS goes to `secure`; who comes by plain HTTP is sent to the same address by https, and gets only what
 * is `open` to them.
 */
export const eitherWay = (secure: Server, open: (path: string) => boolean): Front & { closeAllConnections(): void } => {
  const redirect: RequestListener = (request, response) => {
    const { host = '' } = request.headers;
    const path = request.url ?? '/';
    if (open(path.split('?', 1)[0] ?? '')) secure.emit('request', request, response);
    else if (HOST.test(host) && path.startsWith('/'))
      response.writeHead(308, { location: `https://${host}${path}`, 'cache-control': 'no-store' }).end();
    else response.writeHead(400).end();
  };
  const plain = createPlain(redirect).on('upgrade', (_request, socket) => socket.destroy());
  const silent = new Set<Socket>();
  const front = createFront({ noDelay: true }, (socket) => {
    silent.add(socket);
    const drop = (): void => void socket.destroy();
    socket.setTimeout(SILENCE, drop).on('error', drop);
    socket.once('close', () => silent.delete(socket));
    socket.once('data', (first: Buffer) => {
      silent.delete(socket);
      socket.setTimeout(0, drop);
      socket.pause();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? secure : plain).emit('connection', socket);
      // The server that takes it has attached its readers by then.
      process.nextTick(() => socket.resume());
    });
  });
  front.on('close', () => plain.closeAllConnections());
  return Object.assign(front, {
    /** As a server's own: what has not said which way it comes ends too. */
    closeAllConnections: () => {
      for (const socket of silent) socket.destroy();
      plain.closeAllConnections();
      secure.closeAllConnections();
    },
  });
};
