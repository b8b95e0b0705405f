import { createEraser, RedisAway, type Redis } from '@rostrum/redis';
import { createAppendQueue } from './append-queue.ts';
import { encodeAppend, storedEvent } from './encoded.ts';
import { LogUnavailable } from './event-log.ts';
import type { EventCodec, EventLog, Health, Json, PositionedEvent, StoredEvent } from './event-log.ts';
import { createFollowers } from './followers.ts';
import { openRedisStore } from './redis-store.ts';
import type { Batch } from './redis-store.ts';
import { startWaker } from './redis-waker.ts';
import type { Waker } from './redis-waker.ts';
import { createWitness } from './redis-witness.ts';
import type { Witness } from './redis-witness.ts';

export interface RedisEventLogOptions {
  /** Stays the caller's: closing the log does not close it. */
  redis: Redis;
  /** What the names of all keys begin with. */
  prefix?: string;
  codec?: EventCodec;
  /** Told what a follower's listener threw, and why a follower could not read on. */
  report?: (error: unknown) => void;
  /**
   * Redis has come back with less than it had acknowledged. Whatever was folded from it may not be so any more: from here
   * on every call rejects, and the process had better begin anew.
   */
  onLost?: () => void;
}

/** How often a Redis that failed is tried again, so that `health` notices when it recovers. */
const PROBE_MS = 1_000;

/**
 * The log in Redis, which any number of processes share (docs/decisions/0011-log-in-redis.md). `committed` means what
 * Redis's `appendfsync` makes it mean. Nothing waits for a Redis that is away: calls reject, followers try again.
 */
export async function openRedisEventLog(options: RedisEventLogOptions): Promise<EventLog> {
  const { redis, codec } = options;
  const report = options.report ?? ((error: unknown) => process.emitWarning(String(error)));
  // Each asks the other.
  const store = openRedisStore(redis, options.prefix ?? 'rostrum', () => witness);
  const witness: Witness = createWitness(store);
  const eraser = createEraser(redis);
  let waker: Waker | undefined;
  let closed = false;
  let health: Health = { ok: true };
  let probing: NodeJS.Timeout | undefined;
  const underWay = new Set<Promise<unknown>>();
  let lost = false;
  /** After the connection was gone nothing is asked before it is known that the log still holds what it held. */
  let checking: Promise<void> | undefined;

  const probe = () => {
    probing = undefined;
    void write(() => store.probe()).catch(() => undefined);
  };
  const isDown = (reason: string) => {
    health = { ok: false, reason };
    probing ??= setTimeout(probe, PROBE_MS).unref();
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new LogUnavailable('closed', 'it has been closed');
    const working = (async () => {
      await checking;
      if (lost) throw new LogUnavailable('lost', 'the log holds less than it did');
      return work();
    })();
    underWay.add(working);
    try {
      return await working;
    } catch (error) {
      if (!(error instanceof RedisAway)) throw error;
      // A reading that fails tells it too; one that succeeds does not tell that a write would.
      if (error.reason === 'away') isDown('away');
      throw new LogUnavailable(error.reason, error.message);
    } finally {
      underWay.delete(working);
    }
  };
  /** A call that writes: what becomes of it is what `health` tells. */
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const result = await guarded(work);
      health = { ok: true };
      return result;
    } catch (error) {
      if (error instanceof LogUnavailable && error.reason !== 'closed') isDown(error.reason);
      throw error;
    }
  };
  // Quiet hours bring no writes: whether Redis is there is noticed when the connection goes and comes.
  const stopListening = redis.onReady(() => {
    checking = witness.holds().then(
      (holds) => {
        if (holds || lost) return;
        lost = true;
        options.onLost?.();
      },
      // Away again: it is asked anew when it is back.
      () => undefined,
    );
    if (!health.ok) probe();
    followers.wake();
  });

  const queue = createAppendQueue((group) => write(() => Promise.all(group.map((batch) => store.append(batch)))));
  const decode = async <E extends StoredEvent>(stream: string, event: E): Promise<E> =>
    codec ? codec.decode(stream, event) : event;
  const read = async (stream: string, afterRevision: number, limit?: number) => {
    const rows = await guarded(() => store.read(stream, afterRevision, limit));
    return Promise.all(rows.map((row) => decode(stream, storedEvent(row))));
  };
  const readAll = async (afterPosition: number, limit?: number) => {
    const rows = await guarded(() => store.readAll(afterPosition, limit));
    return Promise.all(
      rows.map((row) => {
        const event: PositionedEvent = { ...storedEvent(row), stream: row.stream, position: row.position };
        return decode(row.stream, event);
      }),
    );
  };
  const heard = ({ position }: Batch) => witness.reached(position);
  const followers = createFollowers({
    read,
    head: (stream) => guarded(() => store.head(stream)),
    heads: (afterPosition) => guarded(() => store.heads(afterPosition)),
    report,
    onFollow: () => {
      const { orderKey, lastPosition } = store;
      waker ??= startWaker({ redis, orderKey, lastPosition, heard, wake: followers.wake });
    },
  });

  witness.reached(await guarded(() => store.lastPosition()));
  return {
    append: async (batch) => {
      if (closed) throw new LogUnavailable('closed', 'it has been closed');
      const appended = await queue.append(encodeAppend(batch, codec));
      if (appended.status === 'committed' && batch.events.length > 0) followers.wake(batch.stream);
      return appended;
    },
    read,
    head: (stream) => guarded(() => store.head(stream)),
    follow: followers.follow,
    readAll,
    followHead: followers.followHead,
    followHeads: followers.followHeads,
    commands: async (stream, keys) => {
      const found = await guarded(() => store.commands(stream, keys));
      return found.map((row) => ({ ...row, answer: JSON.parse(row.answer) as Json }));
    },
    saveSnapshot: async (stream, { revision, version, state }) => {
      const json = JSON.stringify(state);
      const text = codec ? codec.encodeSnapshot(stream, json) : json;
      await write(() => store.saveSnapshot(stream, version, revision, text));
    },
    loadSnapshot: async (stream, version) => {
      const row = await guarded(() => store.loadSnapshot(stream, version));
      if (!row) return undefined;
      const json = codec ? codec.decodeSnapshot(stream, row.state) : row.state;
      return json === undefined ? undefined : { revision: row.revision, state: JSON.parse(json) as Json };
    },
    forgetSnapshots: () =>
      write(async () => {
        await store.dropSnapshots();
        await eraser.erase();
      }),
    saveCursor: (name, position) => write(() => store.saveCursor(name, position)),
    loadCursor: (name) => guarded(() => store.loadCursor(name)),
    streams: (prefix) => guarded(() => store.streams(prefix)),
    health: () => (redis.ready ? health : { ok: false, reason: 'away' }),
    close: async () => {
      followers.closeAll();
      waker?.close();
      stopListening();
      await queue.idle();
      await Promise.allSettled(underWay);
      clearTimeout(probing);
      closed = true;
    },
  };
}
