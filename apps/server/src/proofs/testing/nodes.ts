import { join } from 'node:path';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { removeDir, tempDir } from '../../testing/server.ts';
import { balance, type Balancer } from './balancer.ts';
import { freePort, ServerProcess } from './server-process.ts';

/** Two nodes, each a process of its own, on one Redis and one folder of files; a balancer before them. */
export interface Nodes {
  readonly redis: RedisServer;
  readonly one: ServerProcess;
  readonly other: ServerProcess;
  readonly balancer: Balancer;
  /** An owner's one-time token. */
  readonly ownerToken: string;
  close(): Promise<void>;
}

/** `redisSettings`: further ones of Redis. `script`: what each node runs, in place of a server without pages. */
export const startNodes = async (
  redisSettings: Readonly<Record<string, string>> = {},
  script?: string,
): Promise<Nodes> => {
  const redis = await startRedisServer(redisSettings);
  const dir = await tempDir();
  const settings = { REDIS_URL: redis.url, BLOBS_DIR: join(dir, 'blobs') };
  const ports = [await freePort(), await freePort()] as const;
  const [one, other] = ports.map(
    (port) => new ServerProcess(join(dir, `node-${port}`), port, [], settings, script),
  ) as [ServerProcess, ServerProcess];
  const balancer = await balance(ports);
  const [ownerToken] = await Promise.all([one.start(), other.start()]);
  return {
    redis,
    one,
    other,
    balancer,
    ownerToken,
    close: async () => {
      await Promise.all([one.kill(), other.kill()]);
      await balancer.close();
      await redis.dispose();
      await removeDir(dir);
    },
  };
};
