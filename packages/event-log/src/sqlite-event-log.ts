import { createAppendQueue } from './append-queue.ts';
import { encodeAppend, storedEvent } from './encoded.ts';
import type { EventCodec, EventLog, Health, Json, PositionedEvent, StoredEvent } from './event-log.ts';
import { LogUnavailable } from './event-log.ts';
import { createFollowers } from './followers.ts';
import type { DatabaseOptions } from './sqlite-schema.ts';
import type { Store } from './sqlite-store.ts';
import { openWorkerCalls } from './worker-calls.ts';

export interface SqliteEventLogOptions {
  /** Path of the database; `-wal` and `-shm` files come to lie beside it. */
  file: string;
  codec?: EventCodec;
  /** The file does not grow past this; an append that would make it is refused as `disk-full`. */
  maxBytes?: number;
  /** How long a write waits for another process's, in milliseconds. */
  busyTimeoutMs?: number;
  /** Told what a follower's listener threw, and why a follower could not read on. */
  report?: (error: unknown) => void;
}

/** Events that one look at how far all streams have grown passes over, so that a long log stops nobody else. */
const headsAtOnce = 10_000;

/** How often a store that failed is tried again, so that `health` notices when it recovers. */
const probeMs = 1000;

/** Opens (creating it when needed) the embedded log: one SQLite file, served by a worker thread. */
export async function openSqliteEventLog(options: SqliteEventLogOptions): Promise<EventLog> {
  const { file, codec, maxBytes, busyTimeoutMs = 5000 } = options;
  const report = options.report ?? ((error: unknown) => process.emitWarning(String(error)));

  const workerData: DatabaseOptions = { file, busyTimeoutMs, ...(maxBytes === undefined ? {} : { maxBytes }) };
  const worker = openWorkerCalls({
    url: new URL('./sqlite-worker.ts', import.meta.url),
    workerData,
    onNotice: () => followers.wake(),
  });
  const call = <K extends keyof Store>(method: K, ...args: Parameters<Store[K]>) =>
    worker.call(method, args) as Promise<ReturnType<Store[K]>>;

  let health: Health = { ok: true };
  let probing: NodeJS.Timeout | undefined;
  const probe = () => {
    probing = undefined;
    void write('probe').catch(() => undefined);
  };
  /** A call that writes: what becomes of it is what `health` tells. */
  const write = async <K extends keyof Store>(method: K, ...args: Parameters<Store[K]>) => {
    try {
      const result = await call(method, ...args);
      health = { ok: true };
      return result;
    } catch (error) {
      const closed = error instanceof LogUnavailable && error.reason === 'closed';
      health = { ok: false, reason: error instanceof LogUnavailable ? error.reason : String(error) };
      if (!closed) probing ??= setTimeout(probe, probeMs).unref();
      throw error;
    }
  };

  const queue = createAppendQueue((group) => write('appendGroup', group));

  const decode = async <E extends StoredEvent>(stream: string, event: E): Promise<E> =>
    codec ? codec.decode(stream, event) : event;
  const read = async (stream: string, afterRevision: number, limit?: number) => {
    const rows = await call('read', stream, afterRevision, limit ?? -1);
    return Promise.all(rows.map((row) => decode(stream, storedEvent(row))));
  };
  const readAll = async (afterPosition: number, limit?: number) => {
    const rows = await call('readAll', afterPosition, limit ?? -1);
    return Promise.all(
      rows.map((row) => {
        const event: PositionedEvent = { ...storedEvent(row), stream: row.stream, position: row.position };
        return decode(row.stream, event);
      }),
    );
  };
  const followers = createFollowers({
    read,
    head: (stream) => call('head', stream),
    heads: (afterPosition) => call('heads', afterPosition, headsAtOnce),
    report,
  });

  try {
    await call('head', '');
  } catch (error) {
    await worker.close();
    throw error;
  }

  return {
    append: async (batch) => {
      const appended = await queue.append(encodeAppend(batch, codec));
      if (appended.status === 'committed' && batch.events.length > 0) followers.wake(batch.stream);
      return appended;
    },
    read,
    head: (stream) => call('head', stream),
    follow: followers.follow,
    readAll,
    followHead: followers.followHead,
    followHeads: followers.followHeads,
    commands: async (stream, keys) =>
      (await call('commands', stream, keys)).map((row) => ({ ...row, answer: JSON.parse(row.answer) as Json })),
    saveSnapshot: async (stream, { revision, version, state }) => {
      const json = JSON.stringify(state);
      await write('saveSnapshot', stream, version, revision, codec ? codec.encodeSnapshot(stream, json) : json);
    },
    loadSnapshot: async (stream, version) => {
      const row = await call('loadSnapshot', stream, version);
      if (!row) return undefined;
      const json = codec ? codec.decodeSnapshot(stream, row.state) : row.state;
      return json === undefined ? undefined : { revision: row.revision, state: JSON.parse(json) as Json };
    },
    forgetSnapshots: () => write('forgetSnapshots'),
    saveCursor: (name, position) => write('saveCursor', name, position),
    loadCursor: (name) => call('loadCursor', name),
    streams: (prefix = '') => call('streams', prefix),
    health: () => health,
    close: async () => {
      followers.closeAll();
      await queue.idle();
      clearTimeout(probing);
      await worker.close();
    },
  };
}
