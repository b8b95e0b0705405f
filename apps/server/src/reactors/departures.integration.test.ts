import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostView } from '@rostrum/domain';
import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDir, startServer, tempDir, type TestServer } from '../testing/server.ts';

const ANA = 'Anastasia Verbitskaya';
const UNIT = 'Lighthouse Keepers';
const BEN = 'Benedikt Oyelaran';
let dir: string;
let server: TestServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  dir = await tempDir();
  server = await startServer({ DATA_DIR: dir });
  await server.command({ type: 'workspace.create', name: 'Harbour', language: 'en', owner: 'Miriam' });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await server.stop();
  await removeDir(dir);
});

/** Two members; both speak in a session, and Ana judges in it as well. */
const seed = async () => {
  await server.command({ type: 'member.add', members: [{ name: ANA, unit: UNIT }, { name: BEN }] });
  const members = (await server.view()).members;
  const [ana, ben] = [ANA, BEN].map((name) => members.find((one) => one.name === name)!.member) as [string, string];
  const created = await server.command({
    type: 'session.create',
    title: 'Spring round',
    startsAt: Date.now(),
    place: 'Hall',
    language: 'en',
    talks: [
      { title: 'Tides', minutes: 8, speaker: { name: ANA, unit: UNIT, member: ana } },
      { title: 'Winds', minutes: 8, speaker: { name: BEN, member: ben } },
    ],
    judges: [{ name: ANA, unit: UNIT, member: ana }],
  });
  if (!created.ok) throw new Error(created.code);
  return { ana, ben, session: String(created.answer?.['session']) };
};
const hostView = async (session: string): Promise<HostView> => {
  const page = await server.bridge.bootstrap(session, 'host', server.caller(server.owner));
  if (!page.ok) throw new Error(page.reason);
  return page.bootstrap.view.data;
};
/** Opens a personal link as its bearer does: the token, and a connection that is up. */
const seat = async (session: string, name: string, role: 'speaker' | 'judge') => {
  const people = Object.values((await hostView(session)).people);
  const { links } = people.find((one) => one.name === name)!;
  const { link } = Object.values(links).find((one) => one.role === role)!;
  const addresses = (await server.get(`/s/${session}/host/links.json`)).body['links'] as Record<string, string>;
  const token = addresses[link]!.split('/l/')[1]!;
  const opened = await server.bridge.openLink(token, server.caller());
  if (!opened.ok) throw new Error(opened.code);
  const socket = io(server.origin, {
    path: `/s/${session}/${role}/socket/`,
    transports: ['websocket'],
    extraHeaders: { cookie: `${opened.cookie.name}=${opened.cookie.value}` },
    auth: { protocol: PROTOCOL_VERSION },
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  const said: string[] = [];
  socket.on('farewell', ({ reason }: { reason: string }) => said.push(reason));
  await new Promise((done) => socket.once('view', done));
  return { token, socket, said };
};
const inFiles = async (text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const file of await readdir(dir, { recursive: true, withFileTypes: true }))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(text)) found.push(file.name);
  return found;
};

test('[PE11] who is taken off the list keeps their name in what they did; their links and sockets end', async () => {
  const { ana, session } = await seed();
  const speaker = await seat(session, ANA, 'speaker');
  const other = await seat(session, BEN, 'speaker');
  expect(await server.command({ type: 'member.remove', member: ana })).toMatchObject({ ok: true });
  await expect.poll(() => speaker.said).toEqual(['revoked']);
  expect(await server.bridge.openLink(speaker.token, server.caller())).toMatchObject({ ok: false });
  expect([other.socket.connected, other.said]).toEqual([true, []]);
  const view = await hostView(session);
  expect(Object.values(view.projector.order).map((one) => one.speaker?.name)).toEqual([ANA, BEN]);
  expect((await server.view()).members.map((one) => one.name)).toEqual([BEN]);
});

test('[PE10] [PR3] who is erased is nowhere: no screen, list, file or restart has the name; the talk stays', async () => {
  const { ana, session } = await seed();
  await server.command({ type: 'member.change', member: ana, name: `${ANA} II`, unit: UNIT });
  // An earlier run and a removed session hold the name as well.
  await server.post(`/workspace/sessions/${session}/reset`);
  const removed = await server.command({
    type: 'session.create',
    title: 'Autumn round',
    startsAt: Date.now(),
    place: 'Hall',
    language: 'en',
    talks: [{ title: 'Fogs', minutes: 8, speaker: { name: ANA, member: ana } }],
    judges: [],
  });
  if (!removed.ok) throw new Error(removed.code);
  await server.command({ type: 'session.remove', session: String(removed.answer?.['session']) });
  const judge = await seat(session, ANA, 'judge');

  expect(await server.command({ type: 'member.erase', member: ana })).toMatchObject({ ok: true });
  await expect.poll(() => judge.said).toContain('revoked');
  expect(await server.bridge.openLink(judge.token, server.caller())).toMatchObject({ ok: false });

  const nowhere = async (): Promise<void> => {
    const seen = JSON.stringify([
      await hostView(session),
      await server.view(),
      (await server.get(`/s/${session}/host/attendance`)).body,
    ]);
    for (const text of [ANA, UNIT, '\u2205']) expect(seen).not.toContain(text);
    expect(seen).toContain(BEN);
    const order = Object.values((await hostView(session)).projector.order);
    expect(order.map(({ title, speaker }) => [title, speaker?.erased, speaker?.name])).toEqual([
      ['Tides', true, undefined],
      ['Winds', undefined, BEN],
    ]);
    const [summary] = (await server.view()).sessions;
    expect(summary!.talks.map((one) => one.speaker)).toEqual([undefined, BEN]);
  };
  await nowhere();
  for (const text of [ANA, UNIT]) expect(await inFiles(text)).toEqual([]);
  expect(await server.command({ type: 'member.erase', member: ana })).toEqual({ ok: false, code: 'unknown-member' });

  await server.stop();
  server = await startServer({ DATA_DIR: dir });
  await nowhere();
});
