import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';

interface Person {
  participant: string;
  name?: string;
  guest?: true;
}

describe('what the record asks for beyond the view', () => {
  let server: TestServer;
  let session: string;
  let guest: string;
  beforeAll(async () => {
    server = await startServer();
    await server.command({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
    const created = await server.command({
      type: 'session.create',
      title: 'Spring round',
      startsAt: Date.now() + 600_000,
      place: 'Hall',
      language: 'en',
      talks: [],
      judges: [],
    });
    session = String(created.ok && created.answer?.['session']);
    const { code } = (await server.view()).sessions[0]!;
    for (let index = 0; index < 205; index += 1) {
      const joined = await server.bridge.join({ code }, { place: 'hall', name: `Guest ${index}` }, server.caller());
      if (!joined.ok) throw new Error(joined.code);
      guest = `${joined.cookie.name}=${joined.cookie.value}`;
    }
  });
  afterAll(async () => {
    await server.stop();
    await removeDir(server.dir);
  });
  const path = (rest: string) => `/s/${session}/host/${rest}`;

  test('attendance in pages of 200, guests by name', async () => {
    const first = await server.get(path('attendance'));
    expect(first).toMatchObject({ status: 200, body: { ok: true, totals: { hall: 205, afar: 0, unsaid: 0 } } });
    const people = first.body['people'] as Person[];
    expect(people).toHaveLength(200);
    expect(people[0]).toMatchObject({ name: 'Guest 0', guest: true, place: 'hall', roles: ['audience'] });
    const rest = await server.get(path(`attendance?after=${encodeURIComponent(String(first.body['next']))}`));
    expect(rest.body['people']).toHaveLength(5);
    expect(rest.body['next']).toBeUndefined();
  });
  test('questions by status; a status or a cursor that is none is refused', async () => {
    expect(await server.get(path('questions?status=open'))).toEqual({
      status: 200,
      body: { ok: true, questions: [], of: 0 },
    });
    for (const query of [
      '',
      '?status=',
      '?status=all',
      '?status=open&status=hidden',
      '?status=open&after=x',
      '?status=open&after=1.a&after=2.b',
    ])
      expect(await server.get(path(`questions${query}`))).toEqual({
        status: 400,
        body: { ok: false, code: 'bad-query' },
      });
    expect((await server.get(path('attendance?after=x'))).status).toBe(400);
  });
  test('nobody but the host and the owner, and nothing of a session that is not there', async () => {
    for (const cookie of ['', guest, 'rostrum=forged'])
      for (const one of ['attendance', 'questions?status=open'])
        expect(await server.get(path(one), cookie)).toEqual({ status: 401, body: { ok: false, code: 'signed-out' } });
    expect((await server.get('/s/none/host/attendance')).body).toEqual({ ok: false, code: 'no-such-session' });
  });
});
