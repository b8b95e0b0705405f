import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openRedis, readRedisFacts, RedisAway, functionsOf, maskedUrl } from './index.ts';
import { startRedisServer, type RedisServer } from './testing/redis-server.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.dispose());

it('says what Redis is and what an acknowledgement survives, and that it does not know', async () => {
  const redis = await openRedis({ url: server.url, name: 'test' });
  const facts = async (...settings: string[][]) => {
    for (const [name = '', value = ''] of settings) await redis.call(['CONFIG', 'SET', name, value]);
    return (await readRedisFacts(redis)).survives;
  };
  expect((await readRedisFacts(redis)).version).toMatch(/^\d+\.\d+/);
  expect(await facts()).toBe('power-cut');
  expect(await facts(['appendfsync', 'everysec'])).toBe('last-second');
  expect(await facts(['appendfsync', 'no'])).toBe('last-save');
  expect(await facts(['appendfsync', 'always'], ['appendonly', 'no'])).toBe('last-save');
  expect(await facts(['appendonly', 'yes'], ['maxmemory', '100mb'], ['maxmemory-policy', 'allkeys-lru'])).toBe('evict');
  await redis.call(['CONFIG', 'SET', 'maxmemory', '0']);
  await redis.call(['ACL', 'SETUSER', 'guarded', 'on', '>secret', '~*', '&*', '+@all', '-config']);
  const guarded = await openRedis({ url: server.url.replace('//', '//guarded:secret@'), name: 'test' });
  expect((await readRedisFacts(guarded)).survives).toBe('unknown');
  guarded.close();
  redis.close();
});

it('names no password', () => {
  expect(maskedUrl('redis://user:secret@host:1/2')).toBe('redis://host:1/2');
  expect(maskedUrl('nonsense secret')).not.toContain('secret');
});

it('rejects at once while Redis is away, and comes back by itself', { timeout: 30_000 }, async () => {
  const reports: unknown[] = [];
  const redis = await openRedis({ url: server.url, name: 'test', report: (error) => reports.push(error) });
  await server.stop();
  await vi.waitFor(() => expect(redis.ready).toBe(false));
  const before = performance.now();
  await expect(redis.call(['PING'])).rejects.toBeInstanceOf(RedisAway);
  expect(performance.now() - before).toBeLessThan(100);
  expect(reports.length).toBe(1);
  await server.start();
  await vi.waitFor(async () => expect(await redis.call(['PING'])).toBe('PONG'), 5_000);
  redis.close();
  await expect(redis.call(['PING'])).rejects.toMatchObject({ reason: 'closed' });
});

it('gives up a Redis that does not answer, and takes it again when it does', { timeout: 30_000 }, async () => {
  const redis = await openRedis({ url: server.url, name: 'test', patienceMs: 300 });
  const heard: string[] = [];
  await redis.subscriptions.subscribe('news', (message) => heard.push(message));
  await server.pause();
  const other = openRedis({ url: server.url, name: 'test' });
  await expect(redis.call(['PING'])).rejects.toMatchObject({ reason: 'away' });
  await expect(other).rejects.toBeInstanceOf(RedisAway);
  server.resume();
  const fresh = await openRedis({ url: server.url, name: 'test' });
  await vi.waitFor(async () => {
    await fresh.call(['PUBLISH', 'news', 'back']);
    expect(heard).toContain('back');
  }, 5_000);
  fresh.close();
  redis.close();
});

it('loads functions when Redis does not have them, the same for all who ask', async () => {
  const redis = await openRedis({ url: server.url, name: 'test' });
  const source = `redis.register_function('add_VERSION', function(keys, args) return redis.call('INCRBY', keys[1], args[1]) end)`;
  const functions = functionsOf(redis, 'test', source);
  const other = functionsOf(redis, 'test', source);
  const sums = await Promise.all([functions.run('add', ['n'], [1]), other.run('add', ['n'], [1])]);
  expect(sums.sort()).toEqual([1, 2]);
  await redis.call(['FUNCTION', 'FLUSH']);
  expect(await functions.run('add', ['n'], [1])).toBe(3);
  redis.close();
});
