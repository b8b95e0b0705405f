import { openRedis, type Redis } from '@rostrum/redis';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cluster, Message, PresenceChange } from './cluster.ts';
import { describeCluster } from './contract.ts';
import { openRedisCluster } from './redis-cluster.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.dispose());
let nodes = 0;

describeCluster('Redis', async () => {
  const connections: Redis[] = [];
  const prefix = `cluster${Math.random()}`;
  return {
    node: async (report) => {
      const redis = await openRedis({ url: server.url, name: 'test' });
      connections.push(redis);
      return openRedisCluster({ redis, prefix, node: `node${(nodes += 1)}`, report });
    },
    dispose: async () => connections.forEach((redis) => redis.close()),
  };
});

describe('Redis cluster', () => {
  let connections: Redis[];
  let clusters: Cluster[];
  const node = async () => {
    const redis = await openRedis({ url: server.url, name: 'test', patienceMs: 500 });
    const cluster = await openRedisCluster({ redis, prefix: 'away', node: `node${(nodes += 1)}` });
    connections.push(redis);
    clusters.push(cluster);
    return { redis, cluster };
  };
  beforeEach(() => {
    connections = [];
    clusters = [];
  });
  afterEach(async () => {
    await Promise.all(clusters.map((cluster) => cluster.close()));
    for (const redis of connections) redis.close();
  });

  it(
    '[TN5] counts nobody any more who was there by a node that died, and frees its leases',
    { timeout: 30_000 },
    async () => {
      const [dying, living] = [await node(), await node()];
      const changes: PresenceChange[] = [];
      living.cluster.presence.onChange('a', (change) => changes.push(change));
      await dying.cluster.presence.enter('a', 'c1', 1);
      await living.cluster.presence.enter('a', 'c2', 2);
      await dying.cluster.leases.take('l', 1000);
      await vi.waitFor(() => expect(changes.length).toBe(2), 3_000);
      // As by kill -9: from here on nothing of it reaches Redis.
      dying.redis.close();
      expect(await living.cluster.leases.take('l', 1000)).toBeUndefined();
      const before = performance.now();
      await vi.waitFor(async () => expect(await living.cluster.presence.count('a')).toBe(1), 15_000);
      expect(performance.now() - before).toBeLessThan(12_000);
      await vi.waitFor(() => expect(changes.at(-1)).toEqual({ type: 'left', member: 'c1' }));
      expect((await living.cluster.leases.take('l', 1000))?.held).toBe(true);
    },
  );

  it(
    '[TN4] Redis empty after a while away: who is there is there again, and is told of once',
    { timeout: 30_000 },
    async () => {
      const [here, there] = [await node(), await node()];
      const changes: PresenceChange[] = [];
      const heard: Message[] = [];
      there.cluster.presence.onChange('b', (change) => changes.push(change));
      there.cluster.channel.subscribe('b', (message) => heard.push(message));
      await here.cluster.presence.enter('b', 'c1', 1);
      await here.cluster.presence.enter('b', 'c2', 1);
      const lease = await here.cluster.leases.take('m', 600);
      let lost = 0;
      lease?.onLost(() => (lost += 1));
      await vi.waitFor(() => expect(changes.length).toBe(2), 3_000);
      await here.redis.call(['FLUSHALL']);
      await server.stop();
      // Whoever comes and goes meanwhile is not refused, and is counted later.
      await expect(here.cluster.presence.enter('b', 'c3', 3)).rejects.toMatchObject({ name: 'RedisAway' });
      await expect(here.cluster.presence.leave('b', 'c2')).rejects.toMatchObject({ name: 'RedisAway' });
      expect(await here.cluster.leases.take('n', 600)).toBeUndefined();
      await vi.waitFor(() => expect(lost).toBe(1), 3_000);
      expect(lease?.held).toBe(false);
      await server.start();
      const present = async () => (await there.cluster.presence.list('b')).map(({ member }) => member).sort();
      await vi.waitFor(async () => expect(await present()).toEqual(['c1', 'c3']), 10_000);
      const net = new Map<string, number>();
      await vi.waitFor(() => {
        net.clear();
        for (const { type, member } of changes)
          net.set(member, (net.get(member) ?? 0) + (type === 'entered' ? 1 : type === 'left' ? -1 : 0));
        expect(Object.fromEntries(net)).toEqual({ c1: 1, c2: 0, c3: 1 });
      }, 10_000);
      await vi.waitFor(() => {
        here.cluster.channel.publish('b', 'again');
        expect(heard).toContain('again');
      }, 10_000);
    },
  );
});
