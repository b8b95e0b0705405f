import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from './testing/server.ts';

let server: TestServer;
const sockets: Socket[] = [];
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await server.stop();
  await removeDir(server.dir);
});

const another = async (): Promise<string> => {
  const token = (await server.running.ownerLink()).split('/owner/')[1]!;
  const opened = await server.bridge.openOwnerLink(token, server.caller());
  if (!opened.ok) throw new Error(opened.code);
  return `${opened.cookie.name}=${opened.cookie.value}`;
};
const heard = (socket: Socket, event: string, within: number): Promise<unknown> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no ${event}`)), within);
    socket.once(event, (what: unknown) => {
      clearTimeout(timer);
      done(what);
    });
  });

test('[SE2] an owner who signs out loses the host’s sockets and pages at once; other owners go on', async () => {
  await server.command({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
  const created = await server.command({
    type: 'session.create',
    title: 'Spring round',
    startsAt: Date.now(),
    place: 'Hall',
    language: 'en',
    talks: [],
    judges: [],
  });
  if (!created.ok) throw new Error(created.code);
  const session = String(created.answer?.['session']);
  const connect = async (cookie: string): Promise<Socket> => {
    const socket = io(server.origin, {
      path: `/s/${session}/host/socket/`,
      transports: ['websocket'],
      extraHeaders: { cookie },
      auth: { protocol: PROTOCOL_VERSION },
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    await heard(socket, 'view', 5_000);
    return socket;
  };
  const [mine, theirs] = [await connect(server.owner), await connect(await another())];

  const gone = Promise.all([heard(mine, 'farewell', 1_000), heard(mine, 'disconnect', 1_000)]);
  await server.bridge.signOut(server.caller(server.owner));
  expect((await gone)[0]).toEqual({ reason: 'signed-out' });
  expect(theirs.connected).toBe(true);

  expect(await server.bridge.bootstrap(session, 'host', server.caller(server.owner))).toMatchObject({ ok: false });
  expect((await server.post('/workspace/commands', { command: { type: 'demo.remove' } })).status).toBe(401);
  expect((await server.get(`/s/${session}/host/links.json`)).status).toBe(401);
});
