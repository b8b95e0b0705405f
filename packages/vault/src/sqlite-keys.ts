import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

type Kind = 'installation' | 'person';
export interface KeyRequest {
  action: 'make' | 'find' | 'forget';
  kind: Kind;
  name: string;
}

/** Step n brings the schema from `user_version` n to n + 1. A key of NULL is a person who was forgotten. */
const migrations = [
  'CREATE TABLE keys (kind TEXT NOT NULL, name TEXT NOT NULL, key BLOB, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID',
];

/** As in the event log: a commit is on the disk, and what is deleted or replaced is overwritten. */
const pragmas: Record<string, number | string> = {
  journal_mode: 'wal',
  synchronous: 2,
  fullfsync: 1,
  checkpoint_fullfsync: 1,
  secure_delete: 1,
};

export function readPragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Opens or creates the vault's file, readable by its owner only; SQLite gives the files beside it the same mode. */
export function openKeyFile(file: string, busyTimeoutMs = 5000): DatabaseSync {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    for (const [name, value] of Object.entries(pragmas)) {
      database.exec(`PRAGMA ${name} = ${value}`);
      if (readPragma(database, name) !== value) throw new Error(`PRAGMA ${name} could not be set to ${value}`);
    }
    database.exec('BEGIN IMMEDIATE');
    const version = Number(readPragma(database, 'user_version'));
    if (version > migrations.length) throw new Error(`the vault has schema ${version}, newer than this version knows`);
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
    // A process that was killed while forgetting may have left the key in the write-ahead log.
    overwriteOldPages(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Copies the write-ahead log into the file and empties it; false when another process still reads from it. */
function overwriteOldPages(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

/** Carries out all requests in order in one transaction; an answer for each. */
export function answerRequests(database: DatabaseSync, requests: KeyRequest[]): (Uint8Array | undefined)[] {
  const find = database.prepare('SELECT key FROM keys WHERE kind = ? AND name = ?');
  const answer = ({ action, kind, name }: KeyRequest): Uint8Array | undefined => {
    if (action === 'forget') {
      database
        .prepare('INSERT INTO keys (kind, name, key) VALUES (?, ?, NULL) ON CONFLICT DO UPDATE SET key = NULL')
        .run(kind, name);
      return undefined;
    }
    const row = find.get(kind, name);
    if (row) return row['key'] instanceof Uint8Array ? row['key'] : undefined;
    if (action === 'find') return undefined;
    const key = randomBytes(32);
    database.prepare('INSERT INTO keys (kind, name, key) VALUES (?, ?, ?)').run(kind, name, key);
    return key;
  };

  database.exec('BEGIN IMMEDIATE');
  let answers;
  try {
    answers = requests.map(answer);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
  const forgot = requests.some(({ action }) => action === 'forget');
  if (forgot && !overwriteOldPages(database)) throw new Error('another process still reads the forgotten key');
  return answers;
}
