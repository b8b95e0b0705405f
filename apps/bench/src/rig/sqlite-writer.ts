import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { serveTasks } from './child.ts';
import { instant } from './quantiles.ts';

/**
 * The reference of `storm`: the rows that the product wrote last, appended again by SQLite alone, with the same durability,
 * so many votes a commit, to a copy of the log as it stood before. An empty table would take them twice as fast: the keys of
 * commands are random, so the longer the table, the more of its pages each commit touches.
 */
export type WriteTask =
  | { readonly do: 'copy'; readonly dataDir: string }
  | { readonly do: 'write'; readonly dataDir: string; readonly votes: number; readonly group: number };
export interface Written {
  readonly milliseconds: number;
}

type Row = Record<string, string | number>;
const LOG = 'events.sqlite';
const COPY = 'reference.sqlite';

const copy = async (dataDir: string): Promise<void> => {
  const source = new DatabaseSync(join(dataDir, LOG), { readOnly: true });
  await backup(source, join(dataDir, COPY));
  source.close();
};

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

const write = async (dataDir: string, votes: number, group: number): Promise<Written> => {
  const { events, commands } = rowsOf(join(dataDir, LOG), votes);
  const file = join(dataDir, COPY);
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = wal; PRAGMA synchronous = FULL');
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
    return { milliseconds: instant() - began };
  } finally {
    database.close();
    for (const tail of ['', '-wal', '-shm']) await rm(file + tail, { force: true });
  }
};

serveTasks(async (task: WriteTask): Promise<object> => {
  if (task.do === 'write') return write(task.dataDir, task.votes, task.group);
  await copy(task.dataDir);
  return {};
});
