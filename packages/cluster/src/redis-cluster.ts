import { functionsOf, type Redis } from '@rostrum/redis';
import type { Channel, Cluster, Counters, Message } from './cluster.ts';
import { createRedisLeases } from './redis-leases.ts';
import { LIBRARY } from './redis-library.ts';
import { createListening } from './redis-listening.ts';
import { namesOf } from './redis-names.ts';
import { createRedisPresence } from './redis-presence.ts';

export interface RedisClusterOptions {
  /** Stays the caller's: closing the cluster does not close it. */
  redis: Redis;
  /** This node's name; no other's, nor one that it had before it was started again. */
  node: string;
  /** What the names of all keys and channels begin with. */
  prefix?: string;
  /** Told what a listener threw. */
  report?: (error: unknown) => void;
}

/** The cluster of all nodes on one Redis. */
export async function openRedisCluster(options: RedisClusterOptions): Promise<Cluster> {
  const { redis, node, prefix = 'rostrum' } = options;
  const report = options.report ?? ((error: unknown) => process.emitWarning(String(error)));
  const names = namesOf(prefix, redis.database);
  const functions = functionsOf(redis, 'rostrum_cluster', LIBRARY);
  const subscriber = await redis.another('rostrum-listen');
  const listening = createListening(subscriber);
  let closed = false;

  const channel: Channel = {
    publish: (topic, message) => {
      if (closed) return;
      void redis.call(['PUBLISH', names.messages(topic), JSON.stringify(message)]).catch(() => undefined);
    },
    subscribe: (topic, listener) =>
      listening.listen(names.messages(topic), (text) => {
        if (closed) return;
        try {
          listener(JSON.parse(text) as Message);
        } catch (error) {
          report(error);
        }
      }),
  };

  const counted = async (key: string, rule: { windowMs: number; now: number }, hits: 0 | 1) => {
    const reply = await functions.run('count', [names.counter(key)], [rule.windowMs, rule.now, hits]);
    const [count, ends] = reply as [number, number];
    return { count, retryIn: ends - rule.now };
  };
  const counters: Counters = {
    hit: async (key, rule) => {
      const { count, retryIn } = await counted(key, rule, 1);
      const allowed = count <= rule.limit;
      return { count, allowed, retryAfterMs: allowed ? 0 : retryIn };
    },
    peek: async (key, rule) => {
      const { count, retryIn } = await counted(key, rule, 0);
      const allowed = count < rule.limit;
      return { count, allowed, retryAfterMs: allowed ? 0 : retryIn };
    },
    reset: async (key) => void (await redis.call(['DEL', names.counter(key)])),
  };

  const presence = createRedisPresence({ redis, functions, names, node, listening, report });
  const leases = createRedisLeases({ functions, names, node, monotonic: () => performance.now() });
  // What the subscriber missed while it was cut is found by comparing.
  const stopListening = subscriber.onReady(() => presence.catchUp());
  return {
    channel,
    presence,
    counters,
    leases,
    close: async () => {
      if (closed) return;
      closed = true;
      stopListening();
      await Promise.all([presence.close(), leases.close()]);
      subscriber.close();
    },
  };
}
