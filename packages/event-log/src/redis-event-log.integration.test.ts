import { openRedis, type Redis } from '@rostrum/redis';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { afterAll, beforeAll } from 'vitest';
import { describeEventLog } from './contract.ts';
import type { EventLog } from './event-log.ts';
import { openRedisEventLog } from './redis-event-log.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.dispose());

describeEventLog('Redis', async () => {
  const connections: Redis[] = [];
  const prefix = `log${Math.random()}`;
  return {
    open: async (): Promise<EventLog> => {
      const redis = await openRedis({ url: server.url, name: 'test' });
      connections.push(redis);
      return openRedisEventLog({ redis, prefix, report: () => undefined });
    },
    dispose: async () => {
      for (const redis of connections) redis.close();
    },
  };
});
