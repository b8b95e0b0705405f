import type { Farewell, Hello, Signal } from '@rostrum/protocol';
import type { ViewMessage } from '@rostrum/sync';
import { io, type Socket } from 'socket.io-client';
import type { Reply, Resync, Transport, TransportEvents } from './transport.ts';

interface FromServer {
  view(message: ViewMessage): void;
  signal(signal: Signal): void;
  farewell(body: { readonly reason: Farewell }): void;
}
interface ToServer {
  command(body: object, answer: (value: unknown) => void): void;
  ping(body: object, answer: (value: unknown) => void): void;
  resync(body: Resync): void;
  signal(body: Signal): void;
}

const CONNECT_TIMEOUT = 6_000;

/**
 * A Socket.IO socket without its own reconnection and its buffers: when to try again, and what may be sent later, is
 * decided elsewhere. A server that refuses a handshake may say why in the error's `data.farewell`.
 */
export const socketTransport = (path: string, hello: () => Hello, events: TransportEvents): Transport => {
  const socket: Socket<FromServer, ToServer> = io({
    path,
    auth: (give) => give(hello()),
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT,
  });
  socket.on('connect', () => events.connected());
  socket.on('disconnect', () => events.disconnected());
  socket.on('connect_error', (error: Error & { data?: { farewell?: Farewell } }) =>
    events.failed(error.data?.farewell),
  );
  socket.on('view', (message) => events.view(message));
  socket.on('signal', (signal) => events.signal(signal));
  socket.on('farewell', ({ reason }) => events.farewell(reason));

  return {
    get connected() {
      return socket.connected;
    },
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    request<T>(event: 'command' | 'ping', body: object, ms: number): Promise<Reply<T>> {
      if (!socket.connected) return Promise.resolve({ answered: false, why: 'disconnected' });
      return new Promise((resolve) => {
        socket.timeout(ms).emit(event, body, (error: Error | null, value: unknown) => {
          if (!error) resolve({ answered: true, value: value as T });
          else resolve({ answered: false, why: socket.connected ? 'timeout' : 'disconnected' });
        });
      });
    },
    emit(event: 'resync' | 'signal', body: object): void {
      if (!socket.connected) return;
      if (event === 'resync') socket.emit('resync', body as Resync);
      else socket.emit('signal', body as Signal);
    },
  };
};
