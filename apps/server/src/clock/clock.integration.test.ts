import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionCommand } from '@rostrum/domain';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemJob } from '../runtime/system-jobs.ts';
import { openRooms, seedRooms } from '../testing/rooms.ts';
import { removeDir, startServer, tempDir, type TestServer } from '../testing/server.ts';

// The process before this one ended with its clock a minute ahead of the wall.
const AHEAD = 60_000;
let dir: string;
let session: string;
let server: TestServer | undefined;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(async () => {
  await server?.stop();
  await removeDir(dir);
});
/** A folder with a session to which these commands were given, by a process that has ended. */
const before = async (...commands: SessionCommand[]): Promise<void> => {
  const rooms = await openRooms(dir);
  session = await seedRooms(rooms);
  const room = (await rooms.sessions.find(session))!;
  for (const [at, command] of commands.entries()) await room.runtime.submit(systemJob(command, `command-${at}`));
  await rooms.close();
  await writeFile(join(dir, 'clock.json'), String(AHEAD));
  server = await startServer({ DATA_DIR: dir });
};
const ahead = async (): Promise<number> => {
  const page = await server!.bridge.bootstrap(session, 'host', server!.caller(server!.owner));
  if (!page.ok) throw new Error(page.reason);
  return page.bootstrap.serverNow - Date.now();
};

test('[CL1] while no session is live the clock goes back to the wall', async () => {
  await before();
  await vi.waitFor(async () => expect(Math.abs(await ahead())).toBeLessThan(1_000), 5_000);
});

test('[CL1] [CD11] while one is live it keeps its course, also before anybody has asked for that session', async () => {
  await before({ type: 'session.start' });
  await server!.view();
  await new Promise((done) => setTimeout(done, 300));
  expect(await ahead()).toBeGreaterThan(AHEAD - 1_000);
  expect(Number(await readFile(join(dir, 'clock.json'), 'utf8'))).toBe(AHEAD);
});
