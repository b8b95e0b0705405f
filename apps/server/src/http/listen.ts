import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { ConfigError, type Config } from '../config.ts';

export type ListenSettings = Pick<Config, 'host' | 'port' | 'tls'>;

/** A server that listens; nothing answers yet. Throws `ConfigError`, naming the setting that has to change. */
export const listen = async (settings: ListenSettings): Promise<Server> => {
  try {
    return await listenOn(settings, settings.host);
  } catch (error) {
    // «Every address» on a machine without IPv6 is every IPv4 address.
    if (settings.host === '::' && NO_IPV6.has(codeOf(error)))
      return listenOn(settings, '0.0.0.0').catch(told(settings));
    return told(settings)(error);
  }
};
const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

export interface Handlers {
  readonly request: RequestListener;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}
/**
 * Keeps whoever comes while the server is still being built waiting, until what is answered here is called with its
 * handlers. (Without listeners their requests would hang for ever: after a restart the screens knock at once.)
 */
export const holdUntilServed = (server: Server): ((handlers: Handlers) => void) => {
  let held: ((handlers: Handlers) => void)[] = [];
  const request: RequestListener = (message, response) => {
    held.push((handlers) => handlers.request(message, response));
  };
  const upgrade: Handlers['upgrade'] = (message, socket, head) => {
    socket.on('error', () => socket.destroy());
    held.push((handlers) => handlers.upgrade(message, socket, head));
  };
  server.on('request', request).on('upgrade', upgrade);
  return (handlers) => {
    server.off('request', request).off('upgrade', upgrade);
    server.on('request', handlers.request).on('upgrade', handlers.upgrade);
    for (const go of held) go(handlers);
    held = [];
  };
};

/** Takes no more; connections that were upgraded end with those who took them. */
export const closeServer = (server: Server): void => {
  server.close();
  server.closeAllConnections();
};

const listenOn = async ({ port, tls }: ListenSettings, host: string): Promise<Server> => {
  const server = tls ? await secureServer(tls) : createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
  return server;
};

const secureServer = async (tls: NonNullable<Config['tls']>): Promise<Server> => {
  const cert = await pem('TLS_CERT', tls.cert);
  const key = await pem('TLS_KEY', tls.key);
  try {
    return createSecureServer({ cert, key });
  } catch (error) {
    throw new ConfigError('TLS_CERT', tls.cert, `a certificate in PEM form that TLS_KEY belongs to (${codeOf(error)})`);
  }
};
const pem = (name: string, file: string): Promise<Buffer> =>
  readFile(file).catch((error: unknown) => {
    throw new ConfigError(name, file, `a PEM file that this user can read (${codeOf(error)})`);
  });

const told =
  ({ host, port }: ListenSettings) =>
  (error: unknown): never => {
    if (error instanceof ConfigError) throw error;
    const code = codeOf(error);
    if (code === 'EADDRINUSE') throw new ConfigError('PORT', String(port), 'a port that nothing else uses');
    if (code === 'EACCES') throw new ConfigError('PORT', String(port), 'a port that this user may open, such as 3000');
    throw new ConfigError('HOST', host, `an address of this machine, or :: for all of them (${code})`);
  };
const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};
