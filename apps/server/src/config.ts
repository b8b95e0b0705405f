import { resolve } from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** The Redis that all nodes of the installation share; without it this process is the only one. */
  readonly redisUrl?: string;
  /** Where decks lie; in the data folder when it is not set. */
  readonly blobsDir?: string;
  readonly publicUrl?: string;
  /** PEM files; or `auto`: a certificate of the installation's own, kept in the data folder. */
  readonly tls?: { readonly cert: string; readonly key: string } | 'auto';
  readonly video: 'auto' | 'off';
  /** A LiveKit server that somebody else runs; else one is started beside us. */
  readonly livekit?: { readonly url: string; readonly apiKey: string; readonly apiSecret: string };
  /** Ports for pictures and sound of the LiveKit that is started beside us. */
  readonly videoPorts: { readonly tcp: number; readonly udp: number };
  readonly libreOffice?: string;
  /** Reverse proxies in front of us whose X-Forwarded-* are believed. */
  readonly trustProxy: number;
  readonly uploadLimit: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly dev: boolean;
}

/** A setting that cannot be: its name and what it may be. */
export class ConfigError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name}=${value} cannot be: ${expected}. / ${name} 的值无效：${expected}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every setting; docs/operations.md lists them. Throws `ConfigError` at the first that is wrong. */
export const readConfig = (environment: Environment, cwd: string): Config => {
  const given = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const value = given(name);
    if (value === undefined) return fallback;
    if (!/^\d+$/.test(value) || Number(value) < min || Number(value) > max)
      throw new ConfigError(name, value, `a whole number from ${min} to ${max}`);
    return Number(value);
  };
  const oneOf = <T extends string>(name: string, fallback: T, values: readonly T[]): T => {
    const value = given(name);
    if (value === undefined) return fallback;
    const found = values.find((one) => one === value.toLowerCase());
    if (found === undefined) throw new ConfigError(name, value, `one of ${values.join(', ')}`);
    return found;
  };
  const together = <K extends string>(names: readonly K[]): Record<K, string> | undefined => {
    const set = names.filter((name) => given(name) !== undefined);
    if (set.length === 0) return undefined;
    const missing = names.find((name) => given(name) === undefined);
    if (missing !== undefined) throw new ConfigError(missing, '', `set together with ${set.join(' and ')}`);
    return Object.fromEntries(names.map((name) => [name, given(name)])) as Record<K, string>;
  };
  const publicUrl = given('PUBLIC_URL');
  const redisUrl = given('REDIS_URL');
  if (redisUrl !== undefined && !isRedisUrl(redisUrl))
    // Never with what was given, which may hold a password.
    throw new ConfigError(
      'REDIS_URL',
      '…',
      'an address such as redis://127.0.0.1:6379 or rediss://user:password@host:6380/0',
    );
  const blobsDir = given('BLOBS_DIR');
  const tls = together(['TLS_CERT', 'TLS_KEY']);
  const ownTls = oneOf('TLS', 'off', ['auto', 'off']) === 'auto';
  if (ownTls && tls) throw new ConfigError('TLS', 'auto', 'set without TLS_CERT and TLS_KEY');
  const livekit = together(['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']);
  if (livekit && !/^wss?:\/\//.test(livekit.LIVEKIT_URL))
    throw new ConfigError('LIVEKIT_URL', livekit.LIVEKIT_URL, 'an address that starts with ws:// or wss://');
  const libreOffice = given('LIBREOFFICE');
  return {
    host: given('HOST') ?? '::',
    port: whole('PORT', 3000, 0, 65535),
    dataDir: resolve(cwd, given('DATA_DIR') ?? 'data'),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(blobsDir === undefined ? {} : { blobsDir: resolve(cwd, blobsDir) }),
    ...(publicUrl === undefined ? {} : { publicUrl: publicOrigin(publicUrl) }),
    ...(ownTls ? { tls: 'auto' as const } : {}),
    ...(tls ? { tls: { cert: resolve(cwd, tls.TLS_CERT), key: resolve(cwd, tls.TLS_KEY) } } : {}),
    video: oneOf('VIDEO', 'auto', ['auto', 'off']),
    ...(livekit
      ? {
          livekit: { url: livekit.LIVEKIT_URL, apiKey: livekit.LIVEKIT_API_KEY, apiSecret: livekit.LIVEKIT_API_SECRET },
        }
      : {}),
    videoPorts: { tcp: whole('VIDEO_TCP_PORT', 7881, 1, 65535), udp: whole('VIDEO_UDP_PORT', 7882, 1, 65535) },
    ...(libreOffice === undefined ? {} : { libreOffice }),
    trustProxy: whole('TRUST_PROXY', 0, 0, 10),
    uploadLimit: whole('UPLOAD_LIMIT_MB', 200, 1, 4096) * 1024 * 1024,
    logLevel: oneOf('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    dev: given('ROSTRUM_DEV') === '1',
  };
};

const isRedisUrl = (value: string): boolean => {
  if (!/^rediss?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { hostname, pathname, search, hash } = new URL(value);
  return hostname !== '' && /^(\/\d*)?$/.test(pathname) && search === '' && hash === '';
};

const publicOrigin = (value: string): string => {
  const expected = 'an address such as https://rostrum.example.org, without a path';
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) throw new ConfigError('PUBLIC_URL', value, expected);
  const url = new URL(value);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new ConfigError('PUBLIC_URL', value, expected);
  return url.origin;
};

/** Settings that nodes on one Redis need, and that are not set: what each would keep for itself. */
export const notShared = ({ blobsDir, livekit, video }: Config): readonly ('BLOBS_DIR' | 'LIVEKIT_URL')[] => [
  ...(blobsDir === undefined ? ['BLOBS_DIR' as const] : []),
  ...(livekit === undefined && video !== 'off' ? ['LIVEKIT_URL' as const] : []),
];
