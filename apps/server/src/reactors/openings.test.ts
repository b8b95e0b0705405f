import { join } from 'node:path';
import { openSqliteEventLog } from '@rostrum/event-log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRooms, seedRooms, type TestRooms } from '../testing/rooms.ts';
import { removeDir, tempDir } from '../testing/server.ts';

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
const lastOf = async (stream: string): Promise<string | undefined> => (await rooms.log.read(stream, 0)).pop()?.type;

test('a session that the workspace decides on is there when its command has been seen to', async () => {
  const session = await seedRooms(rooms);
  expect((await rooms.sessions.find(session))?.runtime.state.info).toMatchObject({ status: 'prepared', run: 1 });
});

test('removal closes the stream and tells who keeps more of it, also when the session is not in memory', async () => {
  const session = await seedRooms(rooms);
  await rooms.close();
  const removed: string[] = [];
  const ended: unknown[] = [];
  rooms = await openRooms(dir, {
    removed: (one) => Promise.resolve(void removed.push(one)),
    ended: (...all) => void ended.push(all),
  });
  await rooms.give({ type: 'session.remove', session });
  expect(await lastOf(`session/${session}/1`)).toBe('run.closed');
  expect(removed).toEqual([session]);
  expect(ended).toEqual([[session, 1, 'removed']]);
  expect(await rooms.sessions.find(session)).toBeUndefined();
  expect(await rooms.sessions.rooms()).toEqual([]);
});

test('what failed is tried again at the next start, though others have followed', async () => {
  const session = await seedRooms(rooms);
  await rooms.close();
  rooms = await openRooms(dir, { removed: () => Promise.reject(new Error('disk')) });
  await rooms.give({ type: 'session.remove', session });
  expect(rooms.reports).toEqual(['openings']);
  const other = await seedRooms(rooms);
  expect(await rooms.sessions.find(other)).toBeDefined();
  await rooms.close();
  const removed: string[] = [];
  rooms = await openRooms(dir, { removed: (one) => Promise.resolve(void removed.push(one)) });
  await rooms.openings.reached(rooms.workspace.revision);
  expect(removed).toEqual([session]);
  expect(await lastOf(`session/${other}/1`)).toBe('judging.configured');
});

test('what failed is tried again while the server runs, and what follows of that session waits its turn', async () => {
  const session = await seedRooms(rooms);
  await rooms.close();
  let failures = 2;
  const removed: string[] = [];
  rooms = await openRooms(dir, {
    retries: [20, 40],
    removed: (one) => (failures-- > 0 ? Promise.reject(new Error('disk')) : Promise.resolve(void removed.push(one))),
  });
  await rooms.give({ type: 'session.remove', session });
  const behind = rooms.workspace.revision - 1;
  expect(await rooms.log.loadCursor('openings')).toBe(behind);
  const other = await seedRooms(rooms);
  expect(await rooms.sessions.find(other)).toBeDefined();
  await vi.waitFor(() => expect(removed).toEqual([session]));
  expect(rooms.reports).toEqual(['openings', 'openings']);
  await vi.waitFor(async () => expect(await rooms.log.loadCursor('openings')).toBe(rooms.workspace.revision));
});

test('nobody waits for what has been seen to', async () => {
  await seedRooms(rooms);
  // Time stands still: what waits for its patience to end would wait for ever.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await rooms.openings.reached(rooms.workspace.revision).finally(() => vi.useRealTimers());
});

test('a crash between the opening and the cursor opens nothing twice', async () => {
  const session = await seedRooms(rooms);
  const room = await rooms.sessions.find(session);
  const { revision } = room!.runtime;
  const { workspace } = rooms;
  await rooms.close();
  // As if the process had ended before the cursor was written.
  const log = await openSqliteEventLog({ file: join(dir, 'events.sqlite') });
  expect(await log.loadCursor('openings')).toBe(workspace.revision);
  await log.saveCursor('openings', 0);
  await log.close();
  rooms = await openRooms(dir);
  await rooms.openings.reached(rooms.workspace.revision);
  const again = await rooms.sessions.find(session);
  expect(again!.runtime.revision).toBe(revision);
  expect(rooms.reports).toEqual([]);
  expect(await rooms.log.loadCursor('openings')).toBe(rooms.workspace.revision);
});
