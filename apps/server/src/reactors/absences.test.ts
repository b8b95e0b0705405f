import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Room } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { openRooms, seedRooms, type TestRooms } from '../testing/rooms.ts';
import { removeDir, tempDir } from '../testing/server.ts';
import { Absences } from './absences.ts';

const MINUTE = 60_000;
let dir: string;
let rooms: TestRooms;
let room: Room;
let here: Set<string>;
let absences: Absences;
let mine: boolean;
let speaker: string;
beforeEach(async () => {
  dir = await tempDir();
  rooms = await openRooms(dir);
  room = (await rooms.sessions.find(await seedRooms(rooms)))!;
  speaker = Object.values(room.runtime.state.people.participants).find((one) =>
    one.roles.includes('speaker'),
  )!.participant;
  here = new Set();
  mine = true;
  absences = new Absences({
    sessions: rooms.sessions,
    gateway: { isHere: (_session, _run, participant) => here.has(participant) },
    mine: () => mine,
    now: () => rooms.now,
    report: (_error, what) => void rooms.reports.push(what),
  });
  await give({ type: 'participant.join', participant: speaker, role: 'speaker' });
});
afterEach(async () => {
  await rooms.close();
  await removeDir(dir);
});
const give = async (command: Parameters<typeof room.runtime.submit>[0]['command']) => {
  expect(await room.runtime.submit(systemJob(command, rooms.newId()))).toMatchObject({ ok: true });
};
const left = () => room.runtime.state.people.participants[speaker]?.leftAt;
const pass = async (minutes: number) => {
  rooms.now += minutes * MINUTE;
  await absences.look();
};

test('who has had no connection for five minutes has left, not before and only once', async () => {
  await absences.look();
  await pass(4.9);
  expect(left()).toBeUndefined();
  await pass(0.1);
  expect(left()).toBe(rooms.now);
  const { revision } = room.runtime;
  await pass(10);
  expect(room.runtime.revision).toBe(revision);
});

test('who comes back in between begins anew', async () => {
  await absences.look();
  await pass(4);
  here.add(speaker);
  await pass(4);
  here.delete(speaker);
  await pass(4);
  await pass(4);
  expect(left()).toBeUndefined();
  await pass(1);
  expect(left()).toBeDefined();
});

test('a session that has ended leaves memory once everybody has, and is read again when asked for', async () => {
  await give({ type: 'session.start' });
  await give({ type: 'session.end' });
  here.add(speaker);
  await pass(10);
  expect(await rooms.sessions.rooms()).toEqual([room]);
  here.delete(speaker);
  await pass(1);
  await pass(5);
  await pass(1);
  expect(await rooms.sessions.rooms()).toEqual([]);
  const again = await rooms.sessions.find(room.session);
  expect(again?.runtime.state.info.status).toBe('ended');
  expect(rooms.reports).toEqual([]);
});

test('[TN7] another node sees to the run: nobody is noted as having left, until it is this one that does', async () => {
  mine = false;
  await absences.look();
  await pass(6);
  expect(left()).toBeUndefined();
  mine = true;
  await pass(1);
  expect(left()).toBe(rooms.now);
});
