import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis, type Redis } from '@rostrum/redis';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { append, event } from './contract-subject.ts';
import { LogUnavailable } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { openRedisEventLog } from './redis-event-log.ts';

let server: RedisServer;
let connections: Redis[];
let logs: EventLog[];
const open = async () => {
  const redis = await openRedis({ url: server.url, name: 'log', patienceMs: 500 });
  connections.push(redis);
  const log = await openRedisEventLog({ redis, report: () => undefined });
  logs.push(log);
  return log;
};
beforeEach(async () => {
  server = await startRedisServer();
  connections = [];
  logs = [];
});
afterEach(async () => {
  await Promise.all(logs.map((log) => log.close()));
  for (const redis of connections) redis.close();
  await server.dispose();
});

/** Appends `count` commands as a runtime would: on a conflict from the head, after a failure by asking for its key. */
const write = async (log: EventLog, author: string, count: number, done: (n: number) => void): Promise<number> => {
  let failures = 0;
  let revision = 0;
  for (let n = 0; n < count;) {
    try {
      const key = { author, id: `c${n}` };
      if ((await log.commands('a', [key])).length === 0) {
        const command = { ...key, contentHash: 'h', answer: null, revision: revision + 1 };
        const events = [event(`${author}${n}`)];
        const appended = await log.append({ stream: 'a', expectedRevision: revision, events, commands: [command] });
        if (appended.status === 'conflict') revision = appended.revision;
        if (appended.status !== 'committed') continue;
        revision = appended.revision;
      }
      done(n);
      n += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(LogUnavailable);
      failures += 1;
      await sleep(20);
    }
  }
  return failures;
};

const scenes: [string, () => Promise<void>][] = [
  [
    'killed and started again',
    async () => {
      await server.kill();
      await sleep(700);
      await server.start();
    },
  ],
  [
    'silent for a while',
    async () => {
      await server.pause();
      await sleep(1_500);
      server.resume();
    },
  ],
  [
    'there, but every connection cut',
    async () => {
      const other = await openRedis({ url: server.url, name: 'cutter' });
      for (let n = 0; n < 10; n += 1) {
        await other.call(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
        await sleep(100);
      }
      other.close();
    },
  ],
];

it.each(scenes)(
  '[TN4] Redis %s: nothing is lost or doubled, and followers go on',
  { timeout: 60_000 },
  async (_, scene) => {
    const [here, there, watcher] = [await open(), await open(), await open()];
    const seen: string[] = [];
    let reached = 0;
    watcher.follow('a', 0, (events) => seen.push(...events.map(({ data }) => data as string)));
    watcher.followHeads(0, (heads) => void (reached = heads.at(-1)?.revision ?? 0));
    const acknowledged: string[] = [];
    let count = 0;
    const done = (author: string) => (n: number) => {
      count += 1;
      acknowledged.push(`${author}${n}`);
    };
    const writing = Promise.all([write(here, 'x', 500, done('x')), write(there, 'y', 500, done('y'))]);
    await vi.waitFor(() => expect(count).toBeGreaterThan(100), 10_000);
    await scene();
    const failures = await writing;
    expect(Math.max(...failures)).toBeGreaterThan(0);
    const stored = (await here.read('a', 0)).map(({ data }) => data as string);
    expect(stored.length).toBe(1000);
    expect([...stored].sort()).toEqual([...acknowledged].sort());
    await vi.waitFor(() => expect(seen.length).toBe(1000), 10_000);
    expect(seen).toEqual(stored);
    await vi.waitFor(() => expect(reached).toBe(1000), 10_000);
    await vi.waitFor(() => expect([here.health(), there.health()]).toEqual([{ ok: true }, { ok: true }]), 10_000);
  },
);

it('[TN4] rejects at once while Redis is away, and says so', { timeout: 30_000 }, async () => {
  const log = await open();
  await log.append(append('a', 0, [event(1)]));
  await server.stop();
  await vi.waitFor(async () => {
    await expect(log.append(append('a', 1, [event(2)]))).rejects.toMatchObject({ reason: 'away' });
  });
  const before = performance.now();
  await expect(log.append(append('a', 1, [event(2)]))).rejects.toBeInstanceOf(LogUnavailable);
  await expect(log.read('a', 0)).rejects.toBeInstanceOf(LogUnavailable);
  expect(performance.now() - before).toBeLessThan(200);
  expect(log.health()).toEqual({ ok: false, reason: 'away' });
  await server.start();
  await vi.waitFor(() => expect(log.health()).toEqual({ ok: true }), 10_000);
  expect(await log.append(append('a', 1, [event(2)]))).toEqual({ status: 'committed', revision: 2 });
});

describe('[TN9] a Redis that comes back with less than it had acknowledged', () => {
  const openTelling = async () => {
    const redis = await openRedis({ url: server.url, name: 'log', patienceMs: 500 });
    connections.push(redis);
    let lost = 0;
    const log = await openRedisEventLog({ redis, report: () => undefined, onLost: () => (lost += 1) });
    logs.push(log);
    return { log, told: () => lost };
  };
  const isLost = async ({ log, told }: { log: EventLog; told: () => number }) => {
    await vi.waitFor(() => expect(told()).toBe(1), 5_000);
    await expect(log.append(append('a', 2, [event('no')]))).rejects.toMatchObject({ reason: 'lost' });
    await expect(log.read('a', 0)).rejects.toMatchObject({ reason: 'lost' });
    expect(log.health()).toEqual({ ok: false, reason: 'lost' });
  };

  it('is noticed by whoever wrote, whoever followed, and whoever only opened it, before anything is asked', async () => {
    const [writer, follower] = [await openTelling(), await openTelling()];
    const seen: unknown[] = [];
    follower.log.follow('a', 0, (events) => seen.push(...events));
    await writer.log.append(append('a', 0, [event(1), event(2)]));
    await vi.waitFor(() => expect(seen.length).toBe(2));
    const reader = await openTelling();
    const other = await openRedis({ url: server.url, name: 'cutter' });
    await other.call(['FLUSHALL']);
    // Another history of the same length is none of ours.
    await other.call(['CLIENT', 'PAUSE', '300', 'WRITE']);
    await other.call(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    const appending = writer.log.append(append('a', 2, [event('no')])).catch((error: unknown) => error);
    for (const one of [writer, follower, reader]) await isLost(one);
    expect(await appending).toBeInstanceOf(LogUnavailable);
    const fresh = await openTelling();
    expect(await fresh.log.head('a')).toBe(0);
    other.close();
  });

  it('is noticed where what it holds has as many events, but others', async () => {
    const before = await openTelling();
    await before.log.append(append('a', 0, [event(1), event(2)]));
    const other = await openRedis({ url: server.url, name: 'cutter' });
    await other.call(['FLUSHALL']);
    const after = await openTelling();
    await after.log.append(append('a', 0, [event(1), event('another')]));
    await other.call(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await isLost(before);
    await vi.waitFor(async () => expect(await after.log.head('a')).toBe(2), 5_000);
    expect(after.told()).toBe(0);
    other.close();
  });
});

it('says when Redis has no room, and goes on reading', async () => {
  const log = await open();
  await log.append(append('a', 0, [event(1)]));
  const redis = connections[0];
  await redis?.call(['CONFIG', 'SET', 'maxmemory', '1mb']);
  await expect(log.append(append('a', 1, [event(2)]))).rejects.toMatchObject({ reason: 'disk-full' });
  expect(log.health()).toEqual({ ok: false, reason: 'disk-full' });
  expect((await log.read('a', 0)).length).toBe(1);
  await redis?.call(['CONFIG', 'SET', 'maxmemory', '0']);
  await vi.waitFor(() => expect(log.health()).toEqual({ ok: true }), 5_000);
});

it('leaves nothing of a dropped snapshot in any file', { timeout: 30_000 }, async () => {
  const log = await open();
  const holds = async (text: string) => {
    const files = await readdir(server.folder, { recursive: true, withFileTypes: true });
    const contents = files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name)));
    return (await Promise.all(contents)).some((content) => content.includes(text));
  };
  await log.append(append('a', 0, [event('stays')]));
  await log.saveSnapshot('a', { revision: 1, version: '1', state: 'planted-marker' });
  expect(await holds('planted-marker')).toBe(true);
  await log.forgetSnapshots();
  expect(await holds('planted-marker')).toBe(false);
  expect(await holds('stays')).toBe(true);
});
