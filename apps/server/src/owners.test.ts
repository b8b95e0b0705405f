import { afterEach, beforeEach, expect, test } from 'vitest';
import { Owners } from './owners.ts';
import { openRooms, type TestRooms } from './testing/rooms.ts';
import { removeDir, tempDir } from './testing/server.ts';
import { hashOf } from './tokens.ts';

const DAY = 24 * 3_600_000;
let dir: string;
let rooms: TestRooms;
let owners: Owners;
beforeEach(async () => {
  dir = await tempDir();
  rooms = await openRooms(dir);
  owners = new Owners(rooms.workspace, () => rooms.now);
});
afterEach(async () => {
  await rooms.close();
  await removeDir(dir);
});

test('[WS2] a link opens once, for a cookie of its own', async () => {
  const token = await owners.invite();
  expect(await owners.check(token)).toEqual({ ok: true });
  const opened = await owners.admit(token);
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.secret).not.toBe(token);
  expect(rooms.workspace.state.owners[hashOf(opened.secret)]).toBeDefined();
  expect(await owners.check(token)).toEqual({ ok: false, reason: 'owner-link-used' });
  expect(await owners.admit(token)).toEqual({ ok: false, reason: 'owner-link-used' });
});
test('of two who open it at the same time, one gets in', async () => {
  const token = await owners.invite();
  const both = await Promise.all([owners.admit(token), owners.admit(token)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
});
test('[WS2] it is good for seven days', async () => {
  const token = await owners.invite();
  rooms.now += 7 * DAY;
  expect(await owners.check(token)).toEqual({ ok: true });
  rooms.now += 1;
  expect(await owners.check(token)).toEqual({ ok: false, reason: 'owner-link-expired' });
  expect(await owners.admit(token)).toEqual({ ok: false, reason: 'owner-link-expired' });
});
test('what was never given opens nothing', async () => {
  for (const token of ['', 'x', 'toString', '__proto__', hashOf('x')])
    expect(await owners.check(token)).toEqual({ ok: false, reason: 'owner-link-used' });
});
test('the log keeps hashes only', async () => {
  const token = await owners.invite();
  const opened = await owners.admit(token);
  const text = JSON.stringify(await rooms.log.read('workspace', 0));
  expect(text).not.toContain(token);
  expect(opened.ok && text.includes(opened.secret)).toBe(false);
});
test('signing out kills that cookie and no other', async () => {
  const admit = async (): Promise<string> => {
    const opened = await owners.admit(await owners.invite());
    if (!opened.ok) throw new Error(opened.reason);
    return opened.secret;
  };
  const [gone, stays] = [await admit(), await admit()];
  await owners.signOut(gone);
  await owners.signOut(gone);
  await owners.signOut('never given');
  expect(Object.keys(rooms.workspace.state.owners)).toEqual([hashOf(stays)]);
});
