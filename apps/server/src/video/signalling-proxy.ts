import type { RequestHandler } from 'express';
import { proxyUpgrade } from 'httpxy';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from './status.ts';

/** Where the signalling lies under our own origin: `room.connect('wss://host/livekit', token)`. */
export const VIDEO_PATH = '/livekit';

/**
 * What LiveKit's clients ask for (livekit-client 2.23, @livekit/rtc-node 1.1): nothing else of LiveKit is reachable from outside, least of
 * all its administration under `/twirp`. Compared with the path as sent, so that `..`, `//` and escapes open no other door.
 */
const SOCKETS: ReadonlySet<string> = new Set(['/livekit/rtc', '/livekit/rtc/v1']);
const REQUESTS: ReadonlySet<string> = new Set(['/livekit/rtc/validate', '/livekit/rtc/v1/validate']);
/** Asked to warm the connection up; answered here. */
const WARM_UP: ReadonlySet<string> = new Set(['/livekit', '/livekit/']);

const UPGRADE_MS = 10_000;
const split = (url: string) => {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at) };
};

const refuse = (socket: Duplex, status: string) => {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else socket.destroy();
};

export interface ProxyOptions {
  /** `http://127.0.0.1:<port>` of LiveKit's signalling, or the address of another's; undefined while there is none. */
  readonly target: () => string | undefined;
  readonly log: Log;
}

export interface SignallingProxy {
  /** For `app.use(…)` at the root. Passes on by itself what does not begin with `/livekit`. */
  readonly middleware: RequestHandler;
  /** For the server's `upgrade` event: false when the path is another's, which then has to deal with the socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Cuts the connections that go through. */
  close(): void;
}

export const createSignallingProxy = ({ target, log }: ProxyOptions): SignallingProxy => {
  const open = new Set<Duplex>();
  const ours = (path: string) => path === VIDEO_PATH || path.startsWith(`${VIDEO_PATH}/`);

  const middleware: RequestHandler = async (request, response, next) => {
    const { path, query } = split(request.originalUrl);
    if (!ours(path)) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-store');
    const known = WARM_UP.has(path) || REQUESTS.has(path);
    if (!known || (request.method !== 'GET' && request.method !== 'HEAD')) return void response.status(404).end();
    const base = target();
    if (base === undefined) return void response.status(503).end();
    if (WARM_UP.has(path)) return void response.status(204).end();
    try {
      const { authorization } = request.headers;
      const answer = await fetch(base + path.slice(VIDEO_PATH.length) + query, {
        method: request.method,
        headers: authorization === undefined ? {} : { authorization },
        redirect: 'manual',
        signal: AbortSignal.timeout(UPGRADE_MS),
      });
      response
        .status(answer.status)
        .type(answer.headers.get('content-type') ?? 'text/plain')
        .send(await answer.text());
    } catch (error) {
      // Never the address: it holds the token.
      log.warn({ reason: String(error) }, 'LiveKit did not answer');
      if (!response.headersSent) response.status(502).end();
    }
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
    const { path, query } = split(request.url ?? '');
    if (!ours(path)) return false;
    const base = target();
    if (!SOCKETS.has(path) || request.method !== 'GET') refuse(socket, '404 Not Found');
    else if (base === undefined) refuse(socket, '503 Service Unavailable');
    else {
      request.url = path.slice(VIDEO_PATH.length) + query;
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
      proxyUpgrade(base, request, socket, head, { upgradeTimeout: UPGRADE_MS, changeOrigin: true }).then(
        (upstream) => {
          upstream.once('error', () => socket.destroy());
          socket.once('close', () => upstream.destroy());
        },
        // httpxy has passed LiveKit's refusal on, or closed the socket.
        (error: unknown) => log.debug({ reason: String(error) }, 'a connection to LiveKit did not come about'),
      );
    }
    return true;
  };

  return {
    middleware,
    upgrade,
    close: () => {
      for (const socket of open) socket.destroy();
      open.clear();
    },
  };
};
