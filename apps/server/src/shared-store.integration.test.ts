import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signal } from '@rostrum/protocol';
import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { openRedis } from '@rostrum/redis';
import { startRedisServer, type RedisServer } from '@rostrum/redis/testing';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli } from './terminal/cli.ts';
import { ConfigError } from './config.ts';
import { removeDir, startServer, tempDir, type TestServer } from './testing/server.ts';

let redis: RedisServer;
let dir: string;
const running: TestServer[] = [];
const node = async (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
  const number = running.length + 1;
  const server = await startServer({ DATA_DIR: join(dir, `node-${number}`), REDIS_URL: redis.url, ...settings });
  running.push(server);
  return server;
};
beforeEach(async () => {
  redis = await startRedisServer();
  dir = await tempDir();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await redis.dispose();
  await removeDir(dir);
});
const seed = async (server: TestServer, name = 'Anastasia Verbitskaya') => {
  await server.command({ type: 'workspace.create', name: 'Harbour', language: 'en', owner: 'Miriam' });
  await server.command({ type: 'member.add', members: [{ name }] });
  const { member } = (await server.view()).members.find((one) => one.name === name)!;
  const created = await server.command({
    type: 'session.create',
    title: 'Spring round',
    startsAt: Date.now(),
    place: 'Hall',
    language: 'en',
    talks: [{ title: 'Tides', minutes: 8, speaker: { name, member } }],
    judges: [],
  });
  if (!created.ok) throw new Error(created.code);
  return { member, session: String(created.answer?.['session']) };
};
const hostView = async (server: TestServer, session: string): Promise<string> => {
  const page = await server.bridge.bootstrap(session, 'host', server.caller(server.owner));
  if (!page.ok) throw new Error(page.reason);
  return JSON.stringify(page.bootstrap.view.data);
};
const firstSignals = async (server: TestServer, session: string): Promise<Signal[]> => {
  const signals: Signal[] = [];
  const socket = io(server.origin, {
    path: `/s/${session}/host/socket/`,
    transports: ['websocket'],
    extraHeaders: { cookie: server.owner },
    auth: { protocol: PROTOCOL_VERSION },
    forceNew: true,
  });
  socket.on('signal', (signal: Signal) => signals.push(signal));
  await expect.poll(() => signals.some((one) => one.kind === 'presence')).toBe(true);
  socket.close();
  return signals;
};

describe('an installation on Redis', () => {
  it('[TN8] names on the host’s page and in /healthz what is not shared and what an acknowledgement survives', async () => {
    const bare = await node({ VIDEO: 'auto', LIVEKIT_URL: '' });
    const { session } = await seed(bare);
    const told = { survives: 'power-cut', notShared: ['BLOBS_DIR', 'LIVEKIT_URL'] };
    expect((await bare.get('/healthz')).body).toMatchObject({ store: 'redis', ...told });
    expect(await firstSignals(bare, session)).toContainEqual({ kind: 'nodes', ...told });

    const admin = await openRedis({ url: redis.url, name: 'test' });
    await admin.call(['CONFIG', 'SET', 'appendfsync', 'everysec']);
    const shared = await node({ BLOBS_DIR: join(dir, 'blobs') });
    expect((await shared.get('/healthz')).body).toMatchObject({ survives: 'last-second', notShared: [] });
    await admin.call(['ACL', 'SETUSER', 'guarded', 'on', '>secret', '~*', '&*', '+@all', '-config']);
    const guarded = await node({ REDIS_URL: redis.url.replace('//', '//guarded:secret@') });
    expect((await guarded.get('/healthz')).body).toMatchObject({ survives: 'unknown' });
    admin.close();
  });

  it('[TN3] a link of the owner, a member and a session of one node are there on the other', async () => {
    const [one, other] = [await node(), await node()];
    const { session } = await seed(one);
    expect(await hostView(other, session)).toContain('Verbitskaya');
    expect((await other.get(`/s/${session}/host/links.json`, one.owner)).status).toBe(200);
    await one.bridge.signOut(one.caller(one.owner));
    expect(await other.bridge.organiser(other.caller(one.owner))).toMatchObject({ ok: false, reason: 'signed-out' });
  });

  it('[PE10] [TN6] erasing a member on one node leaves their name on no node and their key in no file', async () => {
    const [one, other] = [await node(), await node()];
    const { member, session } = await seed(one);
    expect(await hostView(other, session)).toContain('Verbitskaya');
    const admin = await openRedis({ url: redis.url, name: 'test' });
    const key = String(await admin.call(['HGET', 'rostrum:{vault}:persons', member]));
    const onDisk = async () => {
      const files = await readdir(redis.folder, { recursive: true, withFileTypes: true });
      // One that vanishes meanwhile is of a rewriting by the other node.
      const contents = await Promise.all(
        files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name)).catch(() => '')),
      );
      return contents.some((content) => content.includes(key));
    };
    expect(key.length).toBe(44);
    await admin.call(['CONFIG', 'SET', 'rdbcompression', 'no']);
    expect(await onDisk()).toBe(true);
    expect(await one.command({ type: 'member.erase', member, name: 'Anastasia Verbitskaya' } as never)).toMatchObject({
      ok: true,
    });
    expect(await onDisk()).toBe(false);
    expect(await hostView(one, session)).not.toContain('Verbitskaya');
    await expect.poll(() => hostView(other, session)).not.toContain('Verbitskaya');
    await expect.poll(async () => JSON.stringify(await other.view())).not.toContain('Verbitskaya');
    admin.close();
  });

  it('gives an owner link on the command line, with and without a node on this machine', async () => {
    const ask = async (DATA_DIR: string) => {
      let out = '';
      const environment = { DATA_DIR, REDIS_URL: redis.url, LOG_LEVEL: 'silent', HOST: '127.0.0.1' };
      const sink = { write: (text: string) => (out += text) };
      expect(await cli(['owner'], environment, sink, sink)).toBe(0);
      return /\/owner\/(\S+)/.exec(out)?.[1] ?? '';
    };
    const server = await node();
    for (const folder of [server.dir, join(dir, 'elsewhere')])
      expect(await server.bridge.openOwnerLink(await ask(folder), server.caller())).toMatchObject({ ok: true });
  });

  it('does not start without its Redis, and says why without the password', { timeout: 60_000 }, async () => {
    await redis.stop();
    const starting = node({ REDIS_URL: redis.url.replace('//', '//user:secret@') });
    const error: unknown = await starting.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain('REDIS_URL=redis://127.0.0.1');
    expect(String(error)).not.toContain('secret');
    await redis.start();
  });
});
