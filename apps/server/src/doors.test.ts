import type { Caller, JoinKey } from '@rostrum/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Doors } from './doors.ts';
import { systemJob } from './runtime/system-jobs.ts';
import { openRooms, seedRooms, type TestRooms } from './testing/rooms.ts';
import { removeDir, tempDir } from './testing/server.ts';

const MINUTE = 60_000;
let dir: string;
let rooms: TestRooms;
let doors: Doors;
let session: string;
const from = (address: string, cookie = ''): Caller => ({ address, cookie, origin: 'http://hall.local' });
const hall = from('192.168.1.20');
const entry = () => rooms.workspace.state.sessions[session]!;
const byCode = (): JoinKey => ({ code: entry().code });
const byQr = (): JoinKey => ({ token: entry().guestKey });
const wrongCode = (): JoinKey => ({ code: entry().code === '111111' ? '222222' : '111111' });
const open = async (settings: { guests?: 'open' | 'named' | 'closed' } = {}): Promise<void> => {
  session = await seedRooms(rooms, settings);
  rooms.now = entry().startsAt - 10 * MINUTE;
};
const host = async (type: 'session.start' | 'session.end') => {
  const room = await rooms.sessions.find(session);
  expect(await room!.runtime.submit(systemJob({ type }, rooms.newId()))).toMatchObject({ ok: true });
};

beforeEach(async () => {
  dir = await tempDir();
  rooms = await openRooms(dir);
  doors = new Doors(toolsOf());
});
const toolsOf = () => ({ ...pick(rooms), now: () => rooms.now });
const pick = ({ sessions, workspace, tokens, counters, newId }: TestRooms) => ({
  sessions,
  workspace,
  tokens,
  counters,
  newId,
});
afterEach(async () => {
  await rooms.close();
  await removeDir(dir);
});

describe('what opens a session', () => {
  test('its code, as people write it', async () => {
    await open();
    const { code } = entry();
    const wide = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [code, `${code.slice(0, 3)} ${code.slice(3)}`, wide, ` ${code}\n`])
      expect(await doors.find({ code: typed }, hall)).toMatchObject({ ok: true, target: { title: 'Spring round' } });
  });
  test('[PE9] its code from 30 minutes before its time, not sooner, and until its end', async () => {
    await open();
    rooms.now = entry().startsAt - 30 * MINUTE - 1;
    expect(await doors.find(byCode(), hall)).toEqual({ ok: false, code: 'wrong-code' });
    rooms.now = entry().startsAt - 30 * MINUTE;
    expect(await doors.find(byCode(), hall)).toMatchObject({ ok: true, target: { phase: 'before' } });
    await host('session.start');
    expect(await doors.find(byCode(), hall)).toMatchObject({ ok: true, target: { phase: 'live' } });
    await host('session.end');
    expect(await doors.find(byCode(), hall)).toEqual({ ok: false, code: 'wrong-code' });
    expect(await doors.find(byQr(), hall)).toEqual({ ok: false, code: 'session-ended' });
  });
  test('the token of the QR code at any time before; not a wrong one', async () => {
    await open();
    rooms.now = entry().startsAt - 24 * 60 * MINUTE;
    expect(await doors.find(byQr(), hall)).toMatchObject({ ok: true });
    expect(await doors.find({ token: 'x'.repeat(28) }, hall)).toEqual({ ok: false, code: 'link-expired' });
  });
  test('nothing, where guests are not let in', async () => {
    await open({ guests: 'closed' });
    expect(await doors.find(byCode(), hall)).toEqual({ ok: false, code: 'guests-closed' });
    expect(await doors.join(byQr(), { place: 'hall' }, hall)).toEqual({ ok: false, code: 'guests-closed' });
  });
});

describe('[PE9] wrong codes', () => {
  const guess = async (times: number, caller: Caller) => {
    for (let turn = 0; turn < times; turn += 1) await doors.find(wrongCode(), caller);
  };
  test('past ten in a minute from one address, typed codes rest there, right or wrong; elsewhere they do not', async () => {
    await open();
    await guess(9, hall);
    expect(await doors.find(byCode(), hall)).toMatchObject({ ok: true });
    expect(await doors.find(wrongCode(), hall)).toEqual({ ok: false, code: 'wrong-code' });
    expect(await doors.find(wrongCode(), hall)).toEqual({ ok: false, code: 'codes-closed' });
    expect(await doors.find(byCode(), hall)).toEqual({ ok: false, code: 'codes-closed' });
    expect(await doors.join(byCode(), { place: 'hall' }, hall)).toEqual({ ok: false, code: 'codes-closed' });
    expect(await doors.find(byCode(), from('192.168.1.21'))).toMatchObject({ ok: true });
  });
  test('the QR code goes on meanwhile, and a minute later typed codes do too', async () => {
    await open();
    await guess(10, hall);
    expect(await doors.find(byQr(), hall)).toMatchObject({ ok: true });
    expect(await doors.join(byQr(), { place: 'hall' }, hall)).toMatchObject({ ok: true });
    rooms.now += MINUTE;
    expect(await doors.find(byCode(), hall)).toMatchObject({ ok: true });
  });
  test('right codes are never counted: a hall behind one address gets in', async () => {
    await open();
    for (let turn = 0; turn < 300; turn += 1) expect(await doors.find(byCode(), hall)).toMatchObject({ ok: true });
  });
  test('past two hundred in a minute over all addresses, typed codes rest everywhere', async () => {
    await open();
    for (let address = 0; address < 25; address += 1) await guess(8, from(`10.0.0.${address}`));
    expect(await doors.find(byCode(), from('10.0.1.1'))).toEqual({ ok: false, code: 'codes-closed' });
    expect(await doors.find(byQr(), from('10.0.1.1'))).toMatchObject({ ok: true });
  });
});

describe('joining', () => {
  const seat = (joined: Awaited<ReturnType<Doors['join']>>) => {
    if (!joined.ok) throw new Error(joined.code);
    return rooms.tokens.readSeat(joined.cookie.value)!;
  };
  const people = async () => (await rooms.sessions.find(session))!.runtime.state.people;

  test('gives a seat in the hall or from afar, in the path of its role', async () => {
    await open();
    const joined = await doors.join(byCode(), { place: 'hall', name: '  Ada  ' }, hall);
    expect(joined).toMatchObject({
      ok: true,
      path: `/s/${session}/audience/`,
      cookie: { path: `/s/${session}/audience/` },
    });
    expect((await people()).participants[seat(joined).participant]).toMatchObject({
      name: 'Ada',
      place: 'hall',
      guest: true,
    });
    const remote = await doors.join(byQr(), { place: 'remote' }, hall);
    expect(seat(remote)).toMatchObject({ role: 'remote', session });
    expect((await people()).here).toEqual({ hall: 1, afar: 1, unsaid: 0 });
  });
  test('twice from one browser is one person', async () => {
    await open();
    const first = await doors.join(byCode(), { place: 'hall' }, hall);
    if (!first.ok) throw new Error(first.code);
    const again = await doors.join(
      byCode(),
      { place: 'hall' },
      from('x', `${first.cookie.name}=${first.cookie.value}`),
    );
    expect(seat(again).participant).toBe(seat(first).participant);
    expect((await people()).joined).toBe(1);
  });
  test('asks for a name where the session wants one; a blank one is none', async () => {
    await open({ guests: 'named' });
    expect(await doors.find(byCode(), hall)).toMatchObject({ target: { names: 'needed' } });
    expect(await doors.join(byCode(), { place: 'hall', name: ' ' }, hall)).toEqual({ ok: false, code: 'name-needed' });
    expect(await doors.join(byCode(), { place: 'hall', name: 'Ada' }, hall)).toMatchObject({ ok: true });
  });
});
