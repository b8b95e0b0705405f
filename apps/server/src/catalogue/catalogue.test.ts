import type { WorkspaceCommand } from '@rostrum/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
let session: string;
beforeAll(async () => {
  server = await startServer();
  await server.command({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
});
afterAll(async () => {
  await server.stop();
  await removeDir(server.dir);
});
const creation = (title: string): WorkspaceCommand => ({
  type: 'session.create',
  title,
  startsAt: Date.now() + 3_600_000,
  place: 'Hall',
  language: 'en',
  talks: [{ title: 'A talk', minutes: 8, speaker: { name: 'Priya Raman' } }],
  judges: [{ name: 'Helen Archer' }],
});
const titles = async (): Promise<string[]> => (await server.view()).sessions.map((one) => one.title);

test('a session is there with its talks as soon as it was created', async () => {
  const answer = await server.command(creation('First'));
  session = String(answer.ok && answer.answer?.['session']);
  const [found] = (await server.view()).sessions;
  expect(found).toMatchObject({ session, title: 'First', judges: 1, status: 'prepared' });
  expect(found!.talks[0]).toMatchObject({ speaker: 'Priya Raman', minutes: 8 });
});

test('after a reset it is the new run that shows', async () => {
  expect((await server.post(`/workspace/sessions/${session}/reset`)).body).toMatchObject({ ok: true });
  expect((await server.view()).sessions[0]).toMatchObject({ session, run: 2, title: 'First' });
});

test('a restart knows all that was there, and a session that was removed disappears', async () => {
  await server.command(creation('Second'));
  expect(await titles()).toEqual(['First', 'Second']);
  await server.stop();
  server = await startServer({ DATA_DIR: server.dir });
  expect(await titles()).toEqual(['First', 'Second']);
  await server.command({ type: 'session.remove', session });
  expect(await titles()).toEqual(['Second']);
});
