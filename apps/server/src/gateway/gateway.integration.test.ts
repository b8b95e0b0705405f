import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SessionCommand } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Answer } from '@rostrum/protocol';
import type { ViewMessage } from '@rostrum/sync';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeckClient, type Seated } from '../decks/testing/deck-client.ts';
import { startDeckServer } from '../decks/testing/deck-server.ts';
import { removeDir, tempDir } from '../testing/server.ts';

let dir: string;
let server: Awaited<ReturnType<typeof startDeckServer>>;
let client: DeckClient;
const sockets: Socket[] = [];

beforeAll(async () => {
  dir = await tempDir();
  server = await startDeckServer(dir);
  client = await DeckClient.open(server.base, await server.ownerToken());
  await client.command(client.host, { type: 'session.start' });
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await server.close();
  await removeDir(dir);
});

const id = (): string => randomBytes(12).toString('hex');
const connect = ({ role, cookie }: Seated, auth: object = { protocol: PROTOCOL_VERSION }, headers: object = {}) => {
  const socket = io(server.base, {
    path: `/s/${client.session}/${role}/socket/`,
    transports: ['websocket'],
    extraHeaders: { cookie, ...headers },
    auth: auth as Record<string, unknown>,
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  return socket;
};
/** What the event brings, within so many milliseconds. */
const next = (socket: Socket, event: string, within = 5_000): Promise<unknown> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no ${event}`)), within);
    socket.once(event, (what: unknown) => {
      clearTimeout(timer);
      done(what);
    });
  });
const open = async (seated: Seated): Promise<Socket> => {
  const socket = connect(seated);
  await next(socket, 'view');
  return socket;
};
const send = async (socket: Socket, command: object, over: object = {}): Promise<Answer> =>
  (await socket
    .timeout(5_000)
    .emitWithAck('command', { id: id(), run: 1, pressed: Date.now(), command, ...over })) as Answer;
const farewell = async (socket: Socket): Promise<string> => {
  const { reason } = (await next(socket, 'farewell')) as { reason: string };
  return reason;
};
/** The answer to a WebSocket upgrade: 101, or the status that refuses it. */
const upgrade = async (path: string, headers: Record<string, string>): Promise<number> => {
  const { hostname, port } = new URL(server.base);
  const asked = request({
    hostname,
    port,
    path: `${path}?EIO=4&transport=websocket`,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    },
  });
  asked.end();
  return new Promise((done, fail) => {
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      done(101);
    });
    asked.on('response', (response) => done(response.statusCode ?? 0));
    asked.on('error', fail);
  });
};

test('a page of another origin opens no socket, our own does, a program without origin does', async () => {
  const path = `/s/${client.session}/host/socket/`;
  const { cookie } = client.host;
  expect(await upgrade(path, { cookie, origin: 'https://elsewhere.example' })).toBe(403);
  expect(await upgrade(path, { cookie, origin: 'null' })).toBe(403);
  expect(await upgrade(path, { cookie, origin: server.base })).toBe(101);
  expect(await upgrade(path, { cookie })).toBe(101);
  expect(await upgrade(`/s/${client.session}/emperor/socket/`, { cookie })).toBe(403);
});

test('[SY13] without a seat, and on an older protocol or another run, one hears why and is let go', async () => {
  expect(await farewell(connect({ role: 'judge', cookie: '' }))).toBe('signed-out');
  expect(await farewell(connect({ role: 'judge', cookie: client.host.cookie }))).toBe('signed-out');
  expect(await farewell(connect(client.host, {}))).toBe('outdated');
  expect(await farewell(connect(client.host, { protocol: PROTOCOL_VERSION, run: 7 }))).toBe('run-ended');
});

test('SE1 a command of another role, of another run, or without its press is refused by name', async () => {
  const guest = await open(await client.guest('audience'));
  expect(await send(guest, { type: 'session.end' })).toEqual({ ok: false, code: 'not-allowed' });
  expect(await send(guest, { type: 'participant.join', participant: 'x', role: 'host' })).toMatchObject({ ok: false });
  const ask = { type: 'question.ask', text: 'Why?', named: true };
  expect(await send(guest, ask, { run: 2 })).toEqual({ ok: false, code: 'run-ended' });
  const host = await open(client.host);
  expect(await send(host, { type: 'session.start' }, { pressed: undefined })).toEqual({
    ok: false,
    code: 'bad-command',
    detail: { field: 'pressed', problem: 'missing' },
  });
  const late = await send(host, { type: 'session.start' }, { pressed: Date.now() - 10_000 });
  expect(late).toEqual({ ok: false, code: 'too-late' });
});

test('SY1 what does not parse is refused by the name of its field, whatever it is', async () => {
  const host = await open(client.host);
  const message = { type: 'message.send', to: { kind: 'role', role: 'speaker' }, text: 7 };
  expect(await send(host, message)).toMatchObject({ ok: false, code: 'bad-command', detail: { field: 'text' } });
  expect(await send(host, { type: 'no.such' })).toMatchObject({ code: 'bad-command', detail: { field: 'type' } });
  for (const raw of [null, 7, 'text', [], { command: null }])
    expect(await host.timeout(5_000).emitWithAck('command', raw)).toMatchObject({ code: 'bad-command' });
  // Without an answer to call, and other messages that are none: nothing may break.
  for (const raw of [null, 7, 'x', {}, { kind: 'pointer', talk: {} }]) {
    host.emit('command', raw);
    host.emit('signal', raw);
    host.emit('ping', raw);
  }
  host.emit('resync', null);
  expect(await send(host, { type: 'session.start' })).toMatchObject({ ok: true });
});

test('a message that is too large ends its connection and no other', async () => {
  const [guest, other] = [await open(await client.guest('audience')), await open(await client.guest('audience'))];
  guest.emit('command', { text: 'x'.repeat(70_000) }, () => undefined);
  await next(guest, 'disconnect');
  expect(await send(other, { type: 'question.ask', text: 'Still here?', named: true })).toMatchObject({ ok: true });
});

test('a crowd of commands from one connection is slowed down, for that connection alone', async () => {
  const [guest, other] = [await open(await client.guest('audience')), await open(await client.guest('audience'))];
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => send(guest, { type: 'question.vote', question: 'none' })),
  );
  const limited = answers.filter((one) => !one.ok && one.code === 'rate-limited');
  expect(limited.length).toBeGreaterThanOrEqual(15);
  expect(limited.length).toBeLessThanOrEqual(20);
  expect(await send(other, { type: 'question.ask', text: 'And me?', named: true })).toMatchObject({ ok: true });
});

test('a withdrawn link dies within a second, cannot come back, and leaves the other roles of the hall alone', async () => {
  const speaker = await open(client.speakers[1]!);
  const judge = await open(client.seat('judge'));
  const host = await open(client.host);
  const page = await fetch(`${server.base}/test/view/${client.session}/host`, { headers: { cookie: client.owner } });
  const { bootstrap } = (await page.json()) as {
    bootstrap: {
      view: {
        data: {
          people: Record<string, { links: Record<string, { link: string; role: string }> }>;
          projector: { order: Record<string, { speaker?: { participant: string } }> };
        };
      };
    };
  };
  const { people, projector } = bootstrap.view.data;
  const who = projector.order[client.talks[1]!]!.speaker!.participant;
  const { link } = Object.values(people[who]!.links).find((one) => one.role === 'speaker')!;
  const said = farewell(speaker);
  const gone = next(speaker, 'disconnect', 1_000);
  expect(await send(host, { type: 'link.revoke', link } satisfies SessionCommand)).toMatchObject({ ok: true });
  await gone;
  expect(await said).toBe('revoked');
  expect(await farewell(connect(client.speakers[1]!))).toBe('revoked');
  expect(judge.connected && host.connected).toBe(true);
});

test('PR2 an anonymous question names nobody: not in the file of the log, not in a view, not in its key', async () => {
  const guest = await client.guest('audience');
  const socket = await open(guest);
  const host = connect(client.host);
  const seen: ViewMessage[] = [];
  host.on('view', (message: ViewMessage) => seen.push(message));
  await next(host, 'view');
  const secret = randomBytes(16).toString('hex');
  const ask = { type: 'question.ask', text: 'Who watches the clock?', named: false };
  // Without its secret it has no author, and must not fall back on the connection's participant.
  expect(await send(socket, ask)).toEqual({ ok: false, code: 'no-author' });
  const commandId = id();
  const answer = await send(socket, ask, { secret, id: commandId });
  expect(answer).toMatchObject({ ok: true });
  expect(await send(socket, ask, { secret, id: commandId })).toEqual(answer);
  await expect.poll(() => JSON.stringify(seen)).toContain('Who watches the clock?');

  // A seat reads s.session.role.participant.link.signature.
  const participant = guest.cookie.split('.')[3]!;
  expect(participant).toMatch(/^[\w-]{10,}$/);
  const text = JSON.stringify(seen.filter((one) => JSON.stringify(one).includes('Who watches')));
  expect(text).not.toContain(secret);
  expect(text).not.toContain(participant);
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(join(dir, 'events.sqlite'), { readOnly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  const rows = tables.flatMap(({ name }) =>
    database
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => JSON.stringify(row)),
  );
  database.close();
  const about = rows.filter((row) => row.includes('Who watches') || row.includes(commandId));
  expect(about.length).toBeGreaterThanOrEqual(2);
  for (const row of about) expect(row).not.toContain(participant);
  const files = await Promise.all(['events.sqlite', 'events.sqlite-wal'].map((name) => readFile(join(dir, name))));
  for (const bytes of files) expect(bytes.includes(secret)).toBe(false);
});

test('[QU6] one seat has at most twenty anonymous questions open, whatever secrets it takes; others are not affected', async () => {
  const [guest, other] = [await open(await client.guest('audience')), await open(await client.guest('audience'))];
  const host = await open(client.host);
  const ask = (socket: Socket, text: string, over: object = {}) =>
    send(socket, { type: 'question.ask', text, named: false }, { secret: randomBytes(16).toString('hex'), ...over });
  const first = { id: id(), secret: randomBytes(16).toString('hex') };
  const answer = await ask(guest, 'Question 1', first);
  const rest = await Promise.all(Array.from({ length: 19 }, (_, index) => ask(guest, `Question ${index + 2}`)));
  for (const one of [answer, ...rest]) expect(one).toMatchObject({ ok: true });
  await delay(1_000);
  const full = { ok: false, code: 'too-many-questions', detail: { limit: 20 } };
  expect(await ask(guest, 'Question 21')).toEqual(full);
  // An answer that was lost is given again, although there is no room for another.
  expect(await ask(guest, 'Question 1', first)).toEqual(answer);
  expect(await ask(other, 'Mine')).toMatchObject({ ok: true });
  const question = answer.ok ? answer.answer?.['question'] : undefined;
  expect(await send(host, { type: 'question.answer', question })).toMatchObject({ ok: true });
  expect(await ask(guest, 'Question 21')).toMatchObject({ ok: true });
  expect(await ask(guest, 'Question 22')).toEqual(full);
});

test('a second role in the same browser is a second connection, each within its own rights', async () => {
  const guest = await client.guest('audience');
  const judge = client.seat('judge');
  const both = `${guest.cookie}; ${judge.cookie}`;
  const [asGuest, asJudge] = [
    await open({ role: 'audience', cookie: both }),
    await open({ role: 'judge', cookie: both }),
  ];
  const draft = { type: 'sheet.draft', talk: client.talks[0]!, marks: {}, comment: 'a' };
  expect(await send(asGuest, draft)).toEqual({ ok: false, code: 'not-allowed' });
  expect(await send(asJudge, draft)).toMatchObject({ ok: true });
  asJudge.close();
  expect(asGuest.connected).toBe(true);
});
