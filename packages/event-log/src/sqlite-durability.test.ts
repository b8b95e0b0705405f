import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteEventLog } from './sqlite-event-log.ts';
import { openDatabase, readPragma } from './sqlite-schema.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'event-log-'));
  file = join(dir, 'log.sqlite');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const batch = (expectedRevision: number, data = 'x') => ({
  stream: 's',
  expectedRevision,
  events: [{ type: 'noted', at: 1, data }],
  commands: [],
});

describe('SQLite event log, durability', () => {
  it('opens its file so that a commit is on the disk', () => {
    for (let opening = 0; opening < 2; opening += 1) {
      const database = openDatabase({ file, busyTimeoutMs: 1234 });
      const names = [
        'journal_mode',
        'synchronous',
        'fullfsync',
        'checkpoint_fullfsync',
        'foreign_keys',
        'busy_timeout',
      ];
      expect(names.map((name) => readPragma(database, name))).toEqual(['wal', 2, 1, 1, 1, 1234]);
      expect(readPragma(database, 'user_version')).toBe(1);
      database.close();
    }
  });

  it('refuses a file of a later version', async () => {
    const database = openDatabase({ file, busyTimeoutMs: 0 });
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openSqliteEventLog({ file })).rejects.toMatchObject({ reason: 'newer-schema' });
  });

  it('has every acknowledged event exactly once after kill -9', { timeout: 60_000 }, async () => {
    const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
    let acknowledged = 0;
    for (let round = 0; round < 4; round += 1) {
      const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, file]);
      let output = '';
      let errors = '';
      running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      running.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      await vi.waitFor(() => expect(output.split('\n').length, errors).toBeGreaterThan(50), 20_000);
      running.kill('SIGKILL');
      await once(running, 'close');
      const told = output.split('\n').slice(0, -1).map(Number);
      const last = told.at(-1) ?? 0;
      expect(told).toEqual(told.map((_, n) => last - told.length + 1 + n));
      expect(last).toBeGreaterThan(acknowledged);
      acknowledged = last;

      const log = await openSqliteEventLog({ file });
      const events = await log.read('s', 0);
      expect(events.length).toBeGreaterThanOrEqual(acknowledged);
      expect(events.map(({ revision, data }) => ({ revision, data }))).toEqual(
        events.map((_, n) => ({ revision: n + 1, data: { id: `c${n + 1}` } })),
      );
      const keys = events.map((_, n) => ({ author: 'p1', id: `c${n + 1}` }));
      expect((await log.commands('s', keys)).length).toBe(events.length);
      await log.close();
    }
  });

  it('says when the disk is full, keeps what it acknowledged, goes on reading, and recovers', async () => {
    const small = await openSqliteEventLog({ file, maxBytes: 200_000 });
    let revision = 0;
    const fill = async () => {
      for (; revision < 1000; revision += 1) await small.append(batch(revision, 'y'.repeat(5000)));
    };
    await expect(fill()).rejects.toMatchObject({ name: 'LogUnavailable', reason: 'disk-full' });
    expect(revision).toBeGreaterThan(10);
    expect(small.health()).toEqual({ ok: false, reason: 'disk-full' });
    expect((await small.read('s', 0)).length).toBe(revision);
    await small.close();

    const log = await openSqliteEventLog({ file });
    expect(await log.append(batch(revision))).toEqual({ status: 'committed', revision: revision + 1 });
    expect(log.health()).toEqual({ ok: true });
    await log.close();
  });

  it('rejects while another process holds the file, notices by itself that it is free, and takes it again', async () => {
    const log = await openSqliteEventLog({ file, busyTimeoutMs: 20 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const outcomes = await Promise.allSettled([log.append(batch(0)), log.append(batch(0))]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual([
      expect.stringContaining('LogUnavailable: event log unavailable (busy)'),
      expect.stringContaining('LogUnavailable: event log unavailable (busy)'),
    ]);
    expect(log.health()).toEqual({ ok: false, reason: 'busy' });
    other.exec('ROLLBACK');
    other.close();
    await vi.waitFor(() => expect(log.health()).toEqual({ ok: true }), 5000);
    expect((await log.append(batch(0))).status).toBe('committed');
    await log.close();
  });

  it('refuses a time that is not whole milliseconds, alone in its group', async () => {
    const log = await openSqliteEventLog({ file });
    const event = { type: 'noted', at: 1.5, data: null };
    const outcomes = await Promise.allSettled([
      log.append(batch(0)),
      log.append({ ...batch(1), events: [event] }),
      log.append(batch(1)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await log.head('s')).toBe(2);
    await log.close();
  });
});
