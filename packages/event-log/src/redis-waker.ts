import { RedisAway, type Redis } from '@rostrum/redis';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchOf, type Batch } from './redis-store.ts';

/** How long Redis holds a blocking read when nothing comes; a connection that is silent for longer is dead. */
const BLOCKS_FOR = 2_000;
const AGAIN_AFTER = 200;
const AT_ONCE = 1_000;

export interface Waker {
  /** Resolves when the blocking read has ended. */
  close(): void;
}

/**
 * Says which streams have grown, wherever they were appended to: a blocking read of the log's order, on a connection of
 * its own. What a cut connection missed is not told one by one: then, and whenever nothing has come for a while, it says
 * that any of them may have grown (`undefined`), and whoever follows looks for itself.
 */
export const startWaker = (options: {
  redis: Redis;
  orderKey: string;
  lastPosition: () => Promise<number>;
  /** Told of the newest batch that was heard of. */
  heard: (batch: Batch) => void;
  wake: (stream?: string) => void;
}): Waker => {
  const { redis, orderKey, lastPosition, heard, wake } = options;
  let closed = false;
  let connection: Redis | undefined;
  let position: number | undefined;
  const isClosed = (): boolean => closed;

  const turn = async (): Promise<void> => {
    connection ??= await redis.another('rostrum-follow');
    if (isClosed()) return connection.close();
    if (position === undefined) {
      position = await lastPosition();
      wake();
    }
    const reply = await connection.call(
      ['XREAD', 'COUNT', AT_ONCE, 'BLOCK', BLOCKS_FOR, 'STREAMS', orderKey, `${position}-0`],
      { patienceMs: BLOCKS_FOR + 2_000 },
    );
    if (!Array.isArray(reply)) {
      // Also when Redis has come back with less than it had: then nothing would ever be after this position.
      position = undefined;
      return;
    }
    const grown = new Set<string>();
    let last: Batch | undefined;
    for (const [, entries] of reply as unknown as [string, [string, string[]][]][]) {
      for (const entry of entries) {
        const batch = batchOf(entry);
        grown.add(batch.stream);
        position = Math.max(position, batch.position);
        last = batch;
      }
    }
    for (const stream of grown) wake(stream);
    if (last) heard(last);
  };

  const run = async (): Promise<void> => {
    while (!isClosed()) {
      try {
        await turn();
      } catch (error) {
        if (isClosed()) return;
        position = undefined;
        if (error instanceof RedisAway) await sleep(AGAIN_AFTER, undefined, { ref: false });
        else throw error;
      }
    }
  };
  void run();
  return {
    close: () => {
      closed = true;
      connection?.close();
    },
  };
};
