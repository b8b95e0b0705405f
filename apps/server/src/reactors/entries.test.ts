import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemJob } from '../runtime/system-jobs.ts';
import { openRooms, seedRooms, type TestRooms } from '../testing/rooms.ts';
import { removeDir, tempDir } from '../testing/server.ts';
import { followEntries } from './entries.ts';

let dir: string;
let rooms: TestRooms;
beforeEach(async () => {
  dir = await tempDir();
  rooms = await openRooms(dir);
});
afterEach(async () => {
  await rooms.close();
  await removeDir(dir);
});
const configure = async (session: string, title: string, startsAt?: number): Promise<void> => {
  const room = (await rooms.sessions.find(session))!;
  const command = { type: 'session.configure' as const, title, ...(startsAt === undefined ? {} : { startsAt }) };
  expect(await room.runtime.submit(systemJob(command, rooms.newId()))).toMatchObject({ ok: true });
};
const follow = (): void => followEntries({ ...rooms, report: (_error, what) => void rooms.reports.push(what) });

test('[WS9] a session’s new title and time stand in the workspace’s list', async () => {
  const session = await seedRooms(rooms);
  follow();
  await configure(session, 'Summer round', rooms.now + 1_000);
  await vi.waitFor(() =>
    expect(rooms.workspace.state.sessions[session]).toMatchObject({
      title: 'Summer round',
      startsAt: rooms.now + 1_000,
    }),
  );
  const { revision } = rooms.workspace;
  await configure(session, 'Summer round');
  await new Promise((done) => setTimeout(done, 50));
  expect(rooms.workspace.revision).toBe(revision);
  expect(rooms.reports).toEqual([]);
});

test('[WS9] what a crash cut off is made up for by whatever happens in the session next', async () => {
  const session = await seedRooms(rooms);
  await configure(session, 'Summer round');
  expect(rooms.workspace.state.sessions[session]?.title).toBe('Spring round');
  follow();
  const room = (await rooms.sessions.find(session))!;
  await room.runtime.submit(systemJob({ type: 'session.start' }, rooms.newId()));
  await vi.waitFor(() => expect(rooms.workspace.state.sessions[session]?.title).toBe('Summer round'));
});
