import type { StatementSync } from 'node:sqlite';
import type { EncodedAppend, EncodedCommand, EncodedEvent } from './encoded.ts';
import { LogUnavailable } from './event-log.ts';
import type { Appended, Head } from './event-log.ts';
import { openDatabase, readPragma } from './sqlite-schema.ts';
import type { DatabaseOptions } from './sqlite-schema.ts';

interface EventRow extends EncodedEvent {
  position: number;
  stream: string;
  revision: number;
}
export interface SnapshotRow {
  revision: number;
  state: string;
}

export type Store = ReturnType<typeof openStore>;

/**
 * The store behind the log, synchronous: it runs in a worker thread, where waiting for the disk stops nobody. SQLite
 * hands out untyped rows; each cast stands beside the statement and the STRICT table that make it true.
 */
export function openStore(options: DatabaseOptions) {
  const database = openDatabase(options);
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = database.prepare(text)));
    return statement;
  };

  const transaction = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // After SQLITE_FULL and the like SQLite has already rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  const head = (stream: string): number => {
    const row = sql('SELECT max(revision) AS revision FROM events WHERE stream = ?').get(stream);
    return Number(row?.['revision'] ?? 0);
  };

  const hasCommand = (stream: string, key: { author: string; id: string }): boolean =>
    sql('SELECT 1 FROM commands WHERE stream = ? AND author = ? AND id = ?').get(stream, key.author, key.id) !==
    undefined;

  /** Checks everything before it writes anything, so one batch's conflict leaves the rest of the group alone. */
  const appendOne = ({ stream, expectedRevision, events, commands }: EncodedAppend): Appended => {
    const seen = new Set<string>();
    for (const { author, id } of commands) {
      const key = JSON.stringify([author, id]);
      if (seen.has(key) || hasCommand(stream, { author, id })) return { status: 'duplicate', author, id };
      seen.add(key);
    }
    const current = head(stream);
    if (current !== expectedRevision) return { status: 'conflict', revision: current };
    let revision = current;
    for (const event of events) {
      revision += 1;
      sql('INSERT INTO events (stream, revision, type, at, by, data) VALUES (?, ?, ?, ?, ?, ?)').run(
        ...[stream, revision, event.type, event.at, event.by, event.data],
      );
    }
    for (const command of commands) {
      sql('INSERT INTO commands (stream, author, id, content_hash, answer, revision) VALUES (?, ?, ?, ?, ?, ?)').run(
        ...[stream, command.author, command.id, command.contentHash, command.answer, command.revision],
      );
    }
    return { status: 'committed', revision };
  };

  let dataVersion = readPragma(database, 'data_version');

  return {
    /** One transaction, one flush to disk, for everything that waited; an answer for each. */
    appendGroup: (group: EncodedAppend[]): Appended[] => transaction(() => group.map(appendOne)),

    head,

    read: (stream: string, afterRevision: number, limit: number): EventRow[] =>
      sql('SELECT * FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?').all(
        ...[stream, afterRevision, limit],
      ) as unknown as EventRow[],

    readAll: (afterPosition: number, limit: number): EventRow[] =>
      sql('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').all(
        afterPosition,
        limit,
      ) as unknown as EventRow[],

    heads: (afterPosition: number, limit: number): Head[] =>
      sql(
        `SELECT stream, max(revision) AS revision, max(position) AS position
         FROM (SELECT stream, revision, position FROM events WHERE position > ? ORDER BY position LIMIT ?)
         GROUP BY stream ORDER BY position`,
      ).all(afterPosition, limit) as unknown as Head[],

    commands: (stream: string, keys: { author: string; id: string }[]): EncodedCommand[] =>
      keys.flatMap(
        ({ author, id }) =>
          sql(
            `SELECT author, id, content_hash AS contentHash, answer, revision
             FROM commands WHERE stream = ? AND author = ? AND id = ?`,
          ).all(stream, author, id) as unknown as EncodedCommand[],
      ),

    saveSnapshot: (stream: string, version: string, revision: number, state: string): void => {
      sql(
        `INSERT INTO snapshots (stream, version, revision, state) VALUES (?, ?, ?, ?)
         ON CONFLICT (stream) DO UPDATE
         SET version = excluded.version, revision = excluded.revision, state = excluded.state
         WHERE snapshots.version <> excluded.version OR snapshots.revision < excluded.revision`,
      ).run(stream, version, revision, state);
    },

    loadSnapshot: (stream: string, version: string): SnapshotRow | undefined =>
      sql('SELECT revision, state FROM snapshots WHERE stream = ? AND version = ?').get(stream, version) as unknown as
        SnapshotRow | undefined,

    forgetSnapshots: (): void => {
      sql('DELETE FROM snapshots').run();
      // Else the pages would stay readable in the write-ahead log until it is next written over.
      const checkpoint = sql('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (checkpoint?.['busy'] !== 0) throw new LogUnavailable('busy', 'another process still reads old snapshots');
    },

    saveCursor: (name: string, position: number): void => {
      sql(
        'INSERT INTO cursors (name, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
      ).run(name, position);
    },

    loadCursor: (name: string): number =>
      Number(sql('SELECT position FROM cursors WHERE name = ?').get(name)?.['position'] ?? 0),

    streams: (prefix: string): string[] =>
      // The literal `revision = 1` lets SQLite use the partial index, which holds one entry a stream.
      sql('SELECT stream FROM events WHERE revision = 1 AND stream >= ? ORDER BY stream')
        .all(prefix)
        .map((row) => String(row['stream']))
        .filter((stream) => stream.startsWith(prefix)),

    /** True when another connection has written since the last time this was asked. */
    changedElsewhere: (): boolean => {
      const before = dataVersion;
      dataVersion = readPragma(database, 'data_version');
      return dataVersion !== before;
    },

    /** Tries whether a write would succeed, by writing. */
    probe: (): void => {
      transaction(() => sql("INSERT OR REPLACE INTO cursors (name, position) VALUES ('$probe', 0)").run());
    },

    close: (): void => database.close(),
  };
}
