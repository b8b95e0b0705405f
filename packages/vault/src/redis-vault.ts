import { randomBytes } from 'node:crypto';
import { createEraser, RedisAway, type Redis } from '@rostrum/redis';
import { VaultUnavailable } from './vault.ts';
import type { Vault } from './vault.ts';

export interface RedisVaultOptions {
  /** Stays the caller's: closing the vault does not close it. */
  redis: Redis;
  /** What the names of all keys begin with. */
  prefix?: string;
}

/** In the place of a key: the person was forgotten. */
const FORGOTTEN = '';

/**
 * The vault in Redis: a hash of persons' keys and one of the installation's, both in one place of their own. Of two nodes
 * that make the same key at once, Redis keeps the first, and both get it.
 */
export async function openRedisVault(options: RedisVaultOptions): Promise<Vault> {
  const { redis, prefix = 'rostrum' } = options;
  const hashes = { person: `${prefix}:{vault}:persons`, installation: `${prefix}:{vault}:installation` };
  const eraser = createEraser(redis);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new VaultUnavailable('the vault has been closed');
    const working = work();
    underWay.add(working);
    try {
      return await working;
    } catch (error) {
      throw error instanceof RedisAway ? new VaultUnavailable(error.message) : error;
    } finally {
      underWay.delete(working);
    }
  };
  const find = async (kind: keyof typeof hashes, name: string): Promise<Uint8Array | undefined> => {
    const kept = await redis.call(['HGET', hashes[kind], name]);
    return typeof kept !== 'string' || kept === FORGOTTEN ? undefined : Buffer.from(kept, 'base64');
  };
  const make = async (kind: keyof typeof hashes, name: string): Promise<Uint8Array | undefined> => {
    const [, key] = await Promise.all([
      redis.call(['HSETNX', hashes[kind], name, randomBytes(32).toString('base64')]),
      find(kind, name),
    ]);
    return key;
  };

  await guarded(() => find('person', ''));
  return {
    installationKey: async (name) => {
      const key = await guarded(() => make('installation', name));
      if (!key) throw new VaultUnavailable(`no key ${name}`);
      return key;
    },
    personKey: (id) => guarded(() => make('person', id)),
    findPersonKey: (id) => guarded(() => find('person', id)),
    forgetPerson: (id) =>
      guarded(async () => {
        await redis.call(['HSET', hashes.person, id, FORGOTTEN]);
        await eraser.erase();
      }),
    close: async () => {
      await Promise.allSettled(underWay);
      closed = true;
    },
  };
}
