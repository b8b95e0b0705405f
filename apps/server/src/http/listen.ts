import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConfigError, type Config } from '../config.ts';
import type { Issued } from '../tls/issue.ts';
import { eitherWay } from './either.ts';

export type ListenSettings = Pick<Config, 'host' | 'port' | 'tls'>;

export interface Listening {
  /** Where `request` and `upgrade` are heard, whichever way they came. */
  readonly server: Server;
  readonly port: number;
  /** Serves with this certificate from the next connection on; over plain HTTP nothing. */
  renew(issued: Issued): void;
  /** Takes no more; connections that were upgraded end with those who took them. */
  close(): void;
}

/**
 * A server that listens; nothing answers yet. Throws `ConfigError`, naming the setting that has to change. `issued`: the
 * certificate for `TLS=auto`. Over TLS whoever comes by plain HTTP is sent on to https, save to the paths that are `open`.
 */
export const listen = async (
  settings: ListenSettings,
  issued?: Issued,
  open: (path: string) => boolean = () => false,
): Promise<Listening> => {
  const certificate = settings.tls === 'auto' ? issued : settings.tls && (await readCertificate(settings.tls));
  if (!certificate) {
    const server = createServer();
    return { ...(await opened(settings, server)), server, renew: () => undefined };
  }
  const server = secureServer(settings, certificate);
  return {
    ...(await opened(settings, eitherWay(server, open))),
    server,
    renew: ({ cert, key }) => server.setSecureContext({ cert, key }),
  };
};

type Front = NetServer & { closeAllConnections(): void };
const opened = async (settings: ListenSettings, front: Front): Promise<Pick<Listening, 'port' | 'close'>> => {
  try {
    await listenOn(front, settings.port, settings.host);
  } catch (error) {
    // «Every address» on a machine without IPv6 is every IPv4 address.
    if (settings.host === '::' && NO_IPV6.has(codeOf(error)))
      await listenOn(front, settings.port, '0.0.0.0').catch(told(settings));
    else told(settings)(error);
  }
  return {
    port: (front.address() as AddressInfo).port,
    close: () => {
      front.close();
      front.closeAllConnections();
    },
  };
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

const listenOn = (front: Front, port: number, host: string): Promise<void> =>
  new Promise((done, fail) => {
    front.once('error', fail);
    front.listen(port, host, () => {
      front.off('error', fail);
      done();
    });
  });

const readCertificate = async (tls: { cert: string; key: string }): Promise<Issued> => ({
  cert: await pem('TLS_CERT', tls.cert),
  key: await pem('TLS_KEY', tls.key),
});
const secureServer = ({ tls }: ListenSettings, { cert, key }: Issued): SecureServer => {
  try {
    return createSecureServer({ cert, key });
  } catch (error) {
    if (tls === undefined || tls === 'auto') throw error;
    throw new ConfigError('TLS_CERT', tls.cert, `a certificate in PEM form that TLS_KEY belongs to (${codeOf(error)})`);
  }
};
const pem = (name: string, file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
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
