import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serveTasks } from './child.ts';
import { instant } from './quantiles.ts';

/**
 * The reference of `storm`: the rows that the product wrote last, written again by SQLite alone, with the same
 * durability, into tables of the same shape, so many votes a commit.
 */
export interface WriteTask {
  readonly dataDir: string;
  readonly votes: number;
  readonly group: number;
}
export interface Written {
  readonly milliseconds: number;
  readonly bytes: number;
}

const EVENTS =
  'stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, by TEXT, data TEXT NOT NULL';
const COMMANDS =
  'stream TEXT NOT NULL, author TEXT NOT NULL, id TEXT NOT NULL, content_hash TEXT NOT NULL, answer TEXT NOT NULL, revision INTEGER NOT NULL';
type Row = Record<string, string | number>;

const rowsOf = (file: string, votes: number): { events: Row[]; commands: Row[] } => {
  const source = new DatabaseSync(file, { readOnly: true });
  const events = source
    .prepare('SELECT stream, revision, type, at, by, data FROM events ORDER BY position DESC LIMIT ?')
    .all(votes) as Row[];
  const commands = source
    .prepare('SELECT stream, author, id, content_hash, answer, revision FROM commands ORDER BY revision DESC LIMIT ?')
    .all(votes) as Row[];
  source.close();
  return { events: events.reverse(), commands: commands.reverse() };
};

serveTasks(async ({ dataDir, votes, group }: WriteTask): Promise<Written> => {
  const { events, commands } = rowsOf(join(dataDir, 'events.sqlite'), votes);
  const file = join(dataDir, 'reference.sqlite');
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = wal; PRAGMA synchronous = FULL');
    database.exec(`CREATE TABLE events (position INTEGER PRIMARY KEY, ${EVENTS}, UNIQUE (stream, revision)) STRICT`);
    database.exec(`CREATE TABLE commands (${COMMANDS}, PRIMARY KEY (stream, author, id)) STRICT, WITHOUT ROWID`);
    const event = database.prepare(
      'INSERT INTO events (stream, revision, type, at, by, data) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const command = database.prepare(
      'INSERT INTO commands (stream, author, id, content_hash, answer, revision) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const began = instant();
    for (let from = 0; from < events.length; from += group) {
      database.exec('BEGIN IMMEDIATE');
      for (const row of events.slice(from, from + group)) event.run(...Object.values(row));
      for (const row of commands.slice(from, from + group)) command.run(...Object.values(row));
      database.exec('COMMIT');
    }
    return { milliseconds: instant() - began, bytes: JSON.stringify([events, commands]).length };
  } finally {
    database.close();
    for (const tail of ['', '-wal', '-shm']) await rm(file + tail, { force: true });
  }
});
