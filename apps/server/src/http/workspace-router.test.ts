import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  await removeDir(server.dir);
});
const send = (body: string, type = 'application/json') =>
  fetch(`${server.origin}/workspace/commands`, {
    method: 'POST',
    headers: { cookie: server.owner, 'content-type': type },
    body,
  });

test('[SE1] nothing is done for who is no signed-in owner, or comes from a page of another site', async () => {
  const command = { type: 'workspace.create', name: 'Mine', language: 'en', owner: 'Me' };
  for (const cookie of ['', 'rostrum_owner=', 'rostrum_owner=x', 'rostrum_owner=__proto__'])
    for (const path of ['commands', 'demo', 'owner-link', 'sessions/x/reset'])
      expect((await server.post(`/workspace/${path}`, { command }, cookie)).status).toBe(401);
  const headers = { cookie: server.owner, 'content-type': 'application/json', origin: 'http://evil.example' };
  const foreign = await fetch(`${server.origin}/workspace/commands`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ command }),
  });
  expect(foreign.status).toBe(403);
  expect((await server.view()).workspace).toBeUndefined();
});

test('a body that is none, no JSON, or too large is refused, and not as a fault of the server', async () => {
  for (const [body, type, status] of [
    ['', 'application/json', 200],
    ['hello', 'text/plain', 200],
    ['{"command":', 'application/json', 400],
    ['null', 'application/json', 400],
    [JSON.stringify({ command: 'x'.repeat(300_000) }), 'application/json', 413],
  ] as const) {
    const response = await send(body, type);
    expect([body.slice(0, 20), response.status]).toEqual([body.slice(0, 20), status]);
    expect(((await response.json()) as { ok: boolean }).ok).toBe(false);
  }
});

test('commands of the server itself are not taken, unknown ones neither', async () => {
  const give = async (command: object) => (await server.post('/workspace/commands', { command })).body;
  expect(await give({ type: 'owner.invite', invitation: 'x', expiresAt: 1 })).toEqual({
    ok: false,
    code: 'not-allowed',
  });
  expect(await give({ type: 'demo.mark', programme: 'a', session: 'b', members: [] })).toEqual({
    ok: false,
    code: 'not-allowed',
  });
  expect(await give({ type: 'toString' })).toMatchObject({ ok: false, code: 'bad-command' });
});

test('one id has one effect: the same content gets the first answer, other content is refused', async () => {
  await server.command({ type: 'workspace.create', name: 'Mine', language: 'en', owner: 'Me' });
  const create = (title: string) => ({
    id: 'press-00000001',
    command: { type: 'programme.create', title, language: 'en', minutes: 8 },
  });
  const first = await server.post('/workspace/commands', create('One'));
  expect(first.body).toMatchObject({ ok: true });
  expect((await server.post('/workspace/commands', create('One'))).body).toEqual(first.body);
  expect((await server.post('/workspace/commands', create('Two'))).body).toEqual({
    ok: false,
    code: 'command-id-reused',
  });
  expect((await server.view()).programmes.map((one) => one.title)).toEqual(['One']);
});

test('[WS2] a further owner link opens once', async () => {
  const { url } = (await server.post('/workspace/owner-link')).body as { url: string };
  const token = url.split('/owner/')[1]!;
  expect(await server.bridge.openOwnerLink(token, server.caller())).toMatchObject({ ok: true });
  expect(await server.bridge.openOwnerLink(token, server.caller())).toMatchObject({ ok: false });
});
