import type { Redis } from './connection.ts';

/**
 * What an acknowledged write survives, as Redis is configured: `power-cut` of Redis's machine; all but the `last-second`
 * before one; all since the `last-save` to disk may be lost with the process; Redis may `evict` anything when its memory
 * is full; `unknown`: it does not say.
 */
export type Survives = 'power-cut' | 'last-second' | 'last-save' | 'evict' | 'unknown';

export interface RedisFacts {
  /** Such as `7.0.15`; empty when it does not say. */
  version: string;
  survives: Survives;
}

/** Asks Redis what it is. Rejects with `RedisAway`. */
export const readRedisFacts = async (redis: Redis): Promise<RedisFacts> => {
  const info = await redis.call(['INFO', 'server']).catch(() => '');
  const version = /redis_version:(\S+)/.exec(String(info))?.[1] ?? '';
  const settings = new Map<string, string>();
  for (const name of ['appendonly', 'appendfsync', 'maxmemory', 'maxmemory-policy']) {
    // Providers of Redis often refuse CONFIG.
    const reply = await redis.call(['CONFIG', 'GET', name]).catch(() => []);
    if (Array.isArray(reply) && reply.length === 2) settings.set(String(reply[0]), String(reply[1]));
  }
  return { version, survives: survivesBy(settings) };
};

const survivesBy = (settings: ReadonlyMap<string, string>): Survives => {
  if (settings.size === 0) return 'unknown';
  const policy = settings.get('maxmemory-policy') ?? 'noeviction';
  // `volatile-…` takes only keys that expire by themselves, which nothing durable does.
  if ((settings.get('maxmemory') ?? '0') !== '0' && policy.startsWith('allkeys-')) return 'evict';
  if (settings.get('appendonly') !== 'yes') return 'last-save';
  const fsync = settings.get('appendfsync');
  return fsync === 'always' ? 'power-cut' : fsync === 'everysec' ? 'last-second' : 'last-save';
};
