import { describe, expect, test } from 'vitest';
import { ConfigError, notShared, readConfig } from './config.ts';

const MB = 1024 * 1024;
const read = (environment: Record<string, string>) => readConfig(environment, '/srv/rostrum');
const refusal = (environment: Record<string, string>): string => {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('was not refused');
};

test('nothing set: every address, port 3000, the folder `data`, video when it can be had', () => {
  expect(read({})).toEqual({
    host: '::',
    port: 3000,
    dataDir: '/srv/rostrum/data',
    video: 'auto',
    videoPorts: { tcp: 7881, udp: 7882 },
    trustProxy: 0,
    uploadLimit: 200 * MB,
    logLevel: 'info',
    dev: false,
  });
});

test('an empty or blank value is none', () => {
  expect(read({ PORT: '', HOST: '  ', PUBLIC_URL: '', LIVEKIT_URL: ' ', TLS_CERT: '', LOG_LEVEL: '' })).toEqual(
    read({}),
  );
});

describe('each setting', () => {
  test.each([
    [{ HOST: '127.0.0.1' }, { host: '127.0.0.1' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: ' 65535 ' }, { port: 65535 }],
    [{ DATA_DIR: 'hall' }, { dataDir: '/srv/rostrum/hall' }],
    [{ DATA_DIR: '/var/lib/rostrum' }, { dataDir: '/var/lib/rostrum' }],
    [{ PUBLIC_URL: 'https://rostrum.example.org/' }, { publicUrl: 'https://rostrum.example.org' }],
    [{ PUBLIC_URL: 'http://10.0.0.5:8080' }, { publicUrl: 'http://10.0.0.5:8080' }],
    [{ PUBLIC_URL: 'https://Rostrum.Example.org:443' }, { publicUrl: 'https://rostrum.example.org' }],
    [{ TLS: 'AUTO' }, { tls: 'auto' }],
    [{ TLS_CERT: 'c.pem', TLS_KEY: '/k.pem' }, { tls: { cert: '/srv/rostrum/c.pem', key: '/k.pem' } }],
    [{ VIDEO: 'OFF' }, { video: 'off' }],
    [
      { LIVEKIT_URL: 'wss://video.example.org', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' },
      { livekit: { url: 'wss://video.example.org', apiKey: 'k', apiSecret: 's' } },
    ],
    [{ VIDEO_TCP_PORT: '9001' }, { videoPorts: { tcp: 9001, udp: 7882 } }],
    [{ VIDEO_UDP_PORT: '9002' }, { videoPorts: { tcp: 7881, udp: 9002 } }],
    [{ LIBREOFFICE: '/opt/libreoffice/program/soffice' }, { libreOffice: '/opt/libreoffice/program/soffice' }],
    [{ TRUST_PROXY: '1' }, { trustProxy: 1 }],
    [{ UPLOAD_LIMIT_MB: '50' }, { uploadLimit: 50 * MB }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ ROSTRUM_DEV: '1' }, { dev: true }],
  ] as const)('%j', (environment, expected) => {
    expect(read(environment)).toEqual({ ...read({}), ...expected });
  });
});

describe('each wrong value is refused with its name, itself and what it may be, in both languages', () => {
  test.each([
    [{ PORT: 'http' }, 'PORT=http', 'from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT=65536', 'from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT=-1', 'from 0 to 65535'],
    [{ PORT: '80.5' }, 'PORT=80.5', 'a whole number'],
    [{ PUBLIC_URL: 'rostrum.example.org' }, 'PUBLIC_URL=rostrum.example.org', 'https://rostrum.example.org'],
    [{ PUBLIC_URL: 'https://example.org/rostrum' }, 'PUBLIC_URL=https://example.org/rostrum', 'without a path'],
    [{ PUBLIC_URL: 'https://example.org/?a=1' }, 'PUBLIC_URL=', 'without a path'],
    [{ PUBLIC_URL: 'https://example.org/#top' }, 'PUBLIC_URL=', 'without a path'],
    [{ PUBLIC_URL: 'https://me@example.org' }, 'PUBLIC_URL=', 'without a path'],
    [{ PUBLIC_URL: 'ftp://example.org' }, 'PUBLIC_URL=ftp://example.org', 'https://rostrum.example.org'],
    [{ PUBLIC_URL: 'https://' }, 'PUBLIC_URL=https://', 'https://rostrum.example.org'],
    [{ TLS: 'yes' }, 'TLS=yes', 'one of auto, off'],
    [{ TLS: 'auto', TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' }, 'TLS=auto', 'without TLS_CERT'],
    [{ TLS_CERT: 'c.pem' }, 'TLS_KEY=', 'together with TLS_CERT'],
    [{ TLS_KEY: 'k.pem' }, 'TLS_CERT=', 'together with TLS_KEY'],
    [{ VIDEO: 'on' }, 'VIDEO=on', 'auto, off'],
    [{ LIVEKIT_URL: 'wss://v' }, 'LIVEKIT_API_KEY=', 'together with LIVEKIT_URL'],
    [{ LIVEKIT_URL: 'wss://v', LIVEKIT_API_KEY: 'k' }, 'LIVEKIT_API_SECRET=', 'LIVEKIT_URL and LIVEKIT_API_KEY'],
    [
      { LIVEKIT_URL: 'https://v', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' },
      'LIVEKIT_URL=https://v',
      'ws:// or wss://',
    ],
    [{ VIDEO_TCP_PORT: '0' }, 'VIDEO_TCP_PORT=0', 'from 1 to 65535'],
    [{ VIDEO_UDP_PORT: 'x' }, 'VIDEO_UDP_PORT=x', 'from 1 to 65535'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY=true', 'from 0 to 10'],
    [{ TRUST_PROXY: '11' }, 'TRUST_PROXY=11', 'from 0 to 10'],
    [{ UPLOAD_LIMIT_MB: '0' }, 'UPLOAD_LIMIT_MB=0', 'from 1 to 4096'],
    [{ UPLOAD_LIMIT_MB: '5000' }, 'UPLOAD_LIMIT_MB=5000', 'from 1 to 4096'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL=verbose', 'debug, info, warn, error, silent'],
  ])('%j', (environment, name, expected) => {
    const message = refusal(environment);
    expect(message).toContain(name);
    expect(message).toContain(expected);
    expect(message).toContain('无效');
  });
});

test('a secret is never part of a refusal', () => {
  expect(refusal({ LIVEKIT_API_SECRET: 'very-secret' })).not.toContain('very-secret');
  expect(refusal({ LIVEKIT_URL: 'x', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 'very-secret' })).not.toContain(
    'very-secret',
  );
});

describe('one Redis for several nodes', () => {
  test('REDIS_URL switches, BLOBS_DIR lies where it says', () => {
    expect(read({ REDIS_URL: 'redis://127.0.0.1:6379/2', BLOBS_DIR: 'shared' })).toMatchObject({
      redisUrl: 'redis://127.0.0.1:6379/2',
      blobsDir: '/srv/rostrum/shared',
    });
    expect(read({ REDIS_URL: 'rediss://user:secret@redis.example.org' })).toHaveProperty('redisUrl');
    expect(read({ REDIS_URL: ' ' })).not.toHaveProperty('redisUrl');
  });
  test.each(['http://x', 'redis://', 'redis://user:secret@host/name', 'redis://host?db=1', 'secret'])(
    'refuses %s without showing it',
    (REDIS_URL) => {
      expect(refusal({ REDIS_URL })).toContain('REDIS_URL=… cannot be');
      expect(refusal({ REDIS_URL })).not.toContain('secret');
    },
  );
  test('[TN8] names what each node would keep for itself', () => {
    const livekit = { LIVEKIT_URL: 'wss://v', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
    expect(notShared(read({}))).toEqual(['BLOBS_DIR', 'LIVEKIT_URL']);
    expect(notShared(read({ BLOBS_DIR: '/b' }))).toEqual(['LIVEKIT_URL']);
    expect(notShared(read({ BLOBS_DIR: '/b', ...livekit }))).toEqual([]);
    expect(notShared(read({ BLOBS_DIR: '/b', VIDEO: 'off' }))).toEqual([]);
  });
});
