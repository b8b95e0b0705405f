import { functionsOf, type Redis, type Reply } from '@rostrum/redis';
import type { EncodedAppend, EncodedCommand, EncodedEvent } from './encoded.ts';
import type { Appended, Head } from './event-log.ts';
import { LIBRARY } from './redis-library.ts';
import type { Witness } from './redis-witness.ts';

type EventRow = EncodedEvent & { revision: number };
type PositionedRow = EventRow & { stream: string; position: number };

/** Redis is asked for so many entries at once, so that a long stream stops nobody else. */
const PAGE = 1_000;

/**
 * Names of keys. What belongs to one stream carries its hash tag, and what belongs to all carries another, so that Redis
 * Cluster would keep each together.
 */
const keysOf = (prefix: string) => ({
  events: (stream: string) => `${prefix}:{s:${stream}}:events`,
  commands: (stream: string) => `${prefix}:{s:${stream}}:commands`,
  snapshot: (stream: string) => `${prefix}:{s:${stream}}:snapshot`,
  order: `${prefix}:{log}:order`,
  streams: `${prefix}:{log}:streams`,
  snapshots: `${prefix}:{log}:snapshots`,
  cursors: `${prefix}:{log}:cursors`,
});

/** The log's data in Redis, still encoded. Everything rejects with `RedisAway`. */
export function openRedisStore(redis: Redis, prefix: string, witness: () => Pick<Witness, 'saw' | 'reached'>) {
  const keys = keysOf(prefix);
  const functions = functionsOf(redis, 'rostrum_log', LIBRARY);

  const append = async ({ stream, expectedRevision, events, commands }: EncodedAppend): Promise<Appended> => {
    const reply = await functions.run(
      'append',
      [keys.events(stream), keys.commands(stream), keys.order, keys.streams],
      [
        ...[stream, expectedRevision, events.length, ...events.map(eventText)],
        ...commands.flatMap((command) => [commandField(command), commandText(command)]),
      ],
    );
    const [status, value, position = 0] = reply as ['committed' | 'conflict' | 'duplicate', number, number?];
    const last = events.at(-1);
    if (status === 'committed' && last) {
      witness().saw(stream, value, eventText(last));
      witness().reached(position);
    }
    if (status !== 'duplicate') return { status, revision: value };
    const { author = '', id = '' } = commands[value] ?? {};
    return { status, author, id };
  };

  const read = async (stream: string, afterRevision: number, limit = Infinity): Promise<EventRow[]> => {
    const rows: EventRow[] = [];
    for (let after = Math.max(0, afterRevision); rows.length < limit;) {
      const count = Math.min(PAGE, limit - rows.length);
      const reply = await redis.call(['XRANGE', keys.events(stream), `(${after}-0`, '+', 'COUNT', count]);
      const found = reply as [string, string[]][];
      const entries = found.map(([id, [, text = '']]) => eventRow(id, text));
      const [id, [, text = ''] = []] = found.at(-1) ?? [];
      if (id !== undefined) witness().saw(stream, numberOf(id), text);
      rows.push(...entries);
      after = entries.at(-1)?.revision ?? after;
      if (entries.length < count) break;
    }
    return rows;
  };

  const readAll = async (afterPosition: number, limit = Infinity): Promise<PositionedRow[]> => {
    const rows: PositionedRow[] = [];
    for (let after = Math.max(0, afterPosition); rows.length < limit;) {
      const count = Math.min(PAGE, limit - rows.length);
      const reply = await redis.call(['XRANGE', keys.order, `(${after}-0`, '+', 'COUNT', count]);
      const batches = (reply as [string, string[]][]).map(batchOf);
      const from = after;
      const read = await Promise.all(batches.map((batch) => readBatch(batch, from)));
      rows.push(...read.flat());
      after = batches.at(-1)?.position ?? after;
      if (batches.length < count) break;
    }
    return rows.slice(0, limit);
  };
  /** Where the streams stand that the next entries of the order tell of. */
  const heads = async (afterPosition: number): Promise<Head[]> => {
    const after = `(${Math.max(0, afterPosition)}-0`;
    const reply = await redis.call(['XRANGE', keys.order, after, '+', 'COUNT', PAGE]);
    const last = new Map<string, Head>();
    for (const { stream, revision, position } of (reply as [string, string[]][]).map(batchOf)) {
      last.delete(stream);
      last.set(stream, { stream, revision, position });
    }
    return [...last.values()];
  };
  /** The events of one batch whose positions lie after the given one. */
  const readBatch = async ({ stream, revision, count, position }: Batch, after: number): Promise<PositionedRow[]> => {
    const wanted = Math.min(count, position - after);
    const reply = await redis.call(['XRANGE', keys.events(stream), `${revision - wanted + 1}-0`, `${revision}-0`]);
    return (reply as [string, string[]][]).map(([id, [, text = '']]) => {
      const row = eventRow(id, text);
      return { ...row, stream, position: position - (revision - row.revision) };
    });
  };

  const streams = async (prefixOf = ''): Promise<string[]> => {
    const reply = await redis.call(['ZRANGEBYLEX', keys.streams, prefixOf === '' ? '-' : `[${prefixOf}`, '+']);
    return (reply as string[]).filter((stream) => stream.startsWith(prefixOf));
  };

  return {
    orderKey: keys.order,
    append,
    read,
    readAll,
    heads,
    streams,
    head: async (stream: string): Promise<number> => Number(await functions.run('head', [keys.events(stream)], [])),
    lastPosition: async (): Promise<number> => Number(await functions.run('head', [keys.order], [])),
    text: async (stream: string, revision: number): Promise<string | undefined> => {
      const reply = await redis.call(['XRANGE', keys.events(stream), `${revision}-0`, `${revision}-0`]);
      return (reply as [string, string[]][])[0]?.[1][1];
    },

    commands: async (stream: string, wanted: { author: string; id: string }[]): Promise<EncodedCommand[]> => {
      if (wanted.length === 0) return [];
      const reply = await redis.call(['HMGET', keys.commands(stream), ...wanted.map(commandField)]);
      return (reply as Reply[]).flatMap((text, at) => {
        const { author = '', id = '' } = wanted[at] ?? {};
        return typeof text === 'string' ? [{ author, id, ...(JSON.parse(text) as CommandText) }] : [];
      });
    },

    saveSnapshot: async (stream: string, version: string, revision: number, state: string): Promise<void> => {
      await functions.run('snapshot', [keys.snapshot(stream), keys.snapshots], [version, revision, state, stream]);
    },
    loadSnapshot: async (stream: string, version: string): Promise<{ revision: number; state: string } | undefined> => {
      const reply = await redis.call(['HMGET', keys.snapshot(stream), 'version', 'revision', 'state']);
      const [of, revision, state] = reply as (string | null)[];
      return of === version && typeof state === 'string' ? { revision: Number(revision), state } : undefined;
    },
    dropSnapshots: async (): Promise<void> => {
      const all = (await redis.call(['SMEMBERS', keys.snapshots])) as string[];
      await Promise.all(all.map((stream) => redis.call(['DEL', keys.snapshot(stream)])));
      if (all.length > 0) await redis.call(['SREM', keys.snapshots, ...all]);
    },

    saveCursor: async (name: string, position: number): Promise<void> => {
      await redis.call(['HSET', keys.cursors, name, position]);
    },
    loadCursor: async (name: string): Promise<number> => Number((await redis.call(['HGET', keys.cursors, name])) ?? 0),
    /** Tries whether a write would succeed, by writing. */
    probe: async (): Promise<void> => {
      await redis.call(['HSET', keys.cursors, '$probe', 0]);
    },
  };
}

/** One entry of the order: a batch whose last event has this revision and position. */
export interface Batch {
  stream: string;
  revision: number;
  count: number;
  position: number;
}
interface CommandText {
  contentHash: string;
  answer: string;
  revision: number;
}

const numberOf = (id: string): number => Number(id.slice(0, id.indexOf('-')));
/** What an entry of the order says of its batch. */
export const batchOf = ([id, fields]: [string, string[]]): Batch => {
  const [, stream = '', , revision, , count] = fields;
  return { stream, revision: Number(revision), count: Number(count), position: numberOf(id) };
};

const commandField = ({ author, id }: { author: string; id: string }): string => JSON.stringify([author, id]);
const commandText = ({ contentHash, answer, revision }: EncodedCommand): string =>
  JSON.stringify({ contentHash, answer, revision } satisfies CommandText);

const eventText = ({ type, at, by, data }: EncodedEvent): string => JSON.stringify([type, at, by, data]);
const eventRow = (entryId: string, text: string): EventRow => {
  const [type, at, by, data] = JSON.parse(text) as [string, number, string | null, string];
  return { revision: numberOf(entryId), type, at, by, data };
};
