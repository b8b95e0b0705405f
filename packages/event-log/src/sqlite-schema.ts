import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from './event-log.ts';

/** Step n brings the schema from `user_version` n to n + 1. Steps are only ever added. */
const migrations: string[] = [
  `CREATE TABLE events (
     position INTEGER PRIMARY KEY,
     stream TEXT NOT NULL,
     revision INTEGER NOT NULL,
     type TEXT NOT NULL,
     at INTEGER NOT NULL,
     by TEXT,
     data TEXT NOT NULL,
     UNIQUE (stream, revision)
   ) STRICT;
   CREATE UNIQUE INDEX stream_starts ON events (stream) WHERE revision = 1;
   CREATE TABLE commands (
     stream TEXT NOT NULL,
     author TEXT NOT NULL,
     id TEXT NOT NULL,
     content_hash TEXT NOT NULL,
     answer TEXT NOT NULL,
     revision INTEGER NOT NULL,
     PRIMARY KEY (stream, author, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE snapshots (
     stream TEXT PRIMARY KEY,
     revision INTEGER NOT NULL,
     version TEXT NOT NULL,
     state TEXT NOT NULL
   ) STRICT;
   CREATE TABLE cursors (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
];

/**
 * What makes "committed" mean "on disk", and "deleted" mean "overwritten" (snapshots are the only rows ever deleted).
 * Checked after setting, since SQLite passes over a pragma that it does not know or cannot follow.
 */
const pragmas: Record<string, number | string> = {
  journal_mode: 'wal',
  synchronous: 2,
  fullfsync: 1,
  checkpoint_fullfsync: 1,
  foreign_keys: 1,
  secure_delete: 1,
};

export interface DatabaseOptions {
  file: string;
  /** How long a write waits for another process's, in milliseconds. */
  busyTimeoutMs: number;
  /** The file does not grow past this. */
  maxBytes?: number;
}

/** Value of a pragma that answers with a single one. */
export function readPragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Opens or creates the log's file with the durability that the log promises, and brings its schema up to date. */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const database = new DatabaseSync(options.file, { timeout: options.busyTimeoutMs });
  try {
    for (const [name, value] of Object.entries(pragmas)) {
      database.exec(`PRAGMA ${name} = ${value}`);
      const actual = readPragma(database, name);
      if (actual !== value) throw new LogUnavailable('failed', `PRAGMA ${name} is ${String(actual)}, not ${value}`);
    }
    if (options.maxBytes !== undefined) {
      const pageSize = Number(readPragma(database, 'page_size'));
      database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(options.maxBytes / pageSize))}`);
    }
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync): void {
  if (readPragma(database, 'user_version') === migrations.length) return;
  // Read again under the write lock: another process may be migrating the same file.
  database.exec('BEGIN IMMEDIATE');
  try {
    const from = Number(readPragma(database, 'user_version'));
    if (from > migrations.length) {
      throw new LogUnavailable('newer-schema', `the file has schema ${from}, this version knows ${migrations.length}`);
    }
    for (const step of migrations.slice(from)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
