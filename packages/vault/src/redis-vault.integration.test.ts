import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRedis, type Redis } from '@rostrum/redis';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeVault } from './contract.ts';
import { openRedisVault } from './redis-vault.ts';

describe('Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.dispose());

  describeVault('Redis', async () => {
    const connections: Redis[] = [];
    const prefix = `vault${Math.random()}`;
    return {
      open: async () => {
        const redis = await openRedis({ url: server.url, name: 'test' });
        connections.push(redis);
        return openRedisVault({ redis, prefix });
      },
      dispose: async () => connections.forEach((redis) => redis.close()),
    };
  });
});

describe('Redis vault', () => {
  const holds = async (folder: string, key: Uint8Array | undefined) => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const contents = await Promise.all(
      files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))),
    );
    const text = Buffer.from(key ?? []).toString('base64');
    return text !== '' && contents.some((content) => content.includes(text));
  };

  it.each([
    ['append-only file', { appendonly: 'yes', save: '' }],
    ['dump', { appendonly: 'no', save: '3600 1' }],
    ['append-only file and dump', { appendonly: 'yes', save: '3600 1' }],
  ])('[TN6] leaves a forgotten key in no file of Redis, among many others: %s', { timeout: 60_000 }, async (_, how) => {
    // Uncompressed, so that a key can be looked for as it is.
    const server = await startRedisServer({ ...how, rdbcompression: 'no' });
    const redis = await openRedis({ url: server.url, name: 'test' });
    const vault = await openRedisVault({ redis });
    const keys = await Promise.all(Array.from({ length: 400 }, (_, n) => vault.personKey(`p${n}`)));
    if (how.save !== '') await redis.call(['SAVE']);
    expect(await holds(server.folder, keys[123])).toBe(true);
    // On two nodes at once, as when both carry out an erasure.
    const second = await openRedis({ url: server.url, name: 'test' });
    const other = await openRedisVault({ redis: second });
    const forgetting = [vault, other].flatMap((one) => ['p123', 'p200'].map((person) => one.forgetPerson(person)));
    await Promise.all(forgetting);
    second.close();
    expect(await holds(server.folder, keys[123])).toBe(false);
    expect(await holds(server.folder, keys[200])).toBe(false);
    expect(await holds(server.folder, keys[124])).toBe(true);
    await server.stop();
    await server.start();
    expect(await holds(server.folder, keys[123])).toBe(false);
    await vault.close();
    redis.close();
    await server.dispose();
  });

  it('says so when Redis is away, and when it will not erase', { timeout: 30_000 }, async () => {
    const server = await startRedisServer();
    const redis = await openRedis({ url: server.url, name: 'test' });
    await redis.call(['ACL', 'SETUSER', 'guarded', 'on', '>secret', '~*', '&*', '+@all', '-bgrewriteaof']);
    const guarded = await openRedis({ url: server.url.replace('//', '//guarded:secret@'), name: 'test' });
    const vault = await openRedisVault({ redis: guarded });
    await vault.personKey('p1');
    await expect(vault.forgetPerson('p1')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    // Nobody gets it any more all the same.
    expect(await vault.findPersonKey('p1')).toBeUndefined();
    await server.stop();
    await expect(vault.personKey('p2')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    await vault.close();
    for (const one of [redis, guarded]) one.close();
    await server.dispose();
  });
});
