import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Authority, cookies } from './authorise.ts';
import type { Room } from './runtime/sessions.ts';
import { systemJob } from './runtime/system-jobs.ts';
import { openRooms, seedRooms, type TestRooms } from './testing/rooms.ts';
import { removeDir, tempDir } from './testing/server.ts';
import { hashOf } from './tokens.ts';

let dir: string;
let rooms: TestRooms;
let authority: Authority;
let session: string;
let room: Room;
beforeEach(async () => {
  dir = await tempDir();
  rooms = await openRooms(dir);
  session = await seedRooms(rooms);
  room = (await rooms.sessions.find(session))!;
  authority = new Authority(rooms.sessions, rooms.workspace, rooms.tokens, () => rooms.now);
});
afterEach(async () => {
  await rooms.close();
  await removeDir(dir);
});

const speakerLink = () => Object.values(room.runtime.state.people.links).find((one) => one.role === 'speaker')!;
const speakerCookie = () => {
  const { link, participant } = speakerLink();
  return `rostrum=${rooms.tokens.seat({ session, role: 'speaker', participant, link })}`;
};
const give = (command: Parameters<typeof room.runtime.submit>[0]['command']) =>
  room.runtime.submit(systemJob(command, rooms.newId()));

describe('cookies', () => {
  test('all of one name, in order, whatever else is there', () => {
    expect(cookies('a=1; rostrum=x; rostrum_owner=o;rostrum=y=z; broken; =', 'rostrum')).toEqual(['x', 'y=z']);
    expect(cookies(undefined, 'rostrum')).toEqual([]);
  });
});

describe('SE2 admission', () => {
  test('a seat opens its own role of its own session and no other', async () => {
    const cookie = speakerCookie();
    expect(await authority.admit(session, 'speaker', cookie)).toMatchObject({ ok: true, role: 'speaker' });
    for (const role of ['host', 'judge', 'projector', 'audience'] as const)
      expect(await authority.admit(session, role, cookie)).toEqual({ ok: false, reason: 'signed-out' });
    const other = await seedRooms(rooms);
    expect(await authority.admit(other, 'speaker', cookie)).toEqual({ ok: false, reason: 'signed-out' });
    expect(await authority.admit('nowhere', 'speaker', cookie)).toEqual({ ok: false, reason: 'no-such-session' });
    expect(await authority.admit('toString', 'speaker', cookie)).toEqual({ ok: false, reason: 'no-such-session' });
  });

  test('a seat that was tampered with opens nothing', async () => {
    const cookie = speakerCookie();
    expect(await authority.admit(session, 'host', cookie.replace('.speaker.', '.host.'))).toMatchObject({ ok: false });
    const forged = await authority.admit(
      session,
      'speaker',
      `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`,
    );
    expect(forged).toEqual({ ok: false, reason: 'signed-out' });
  });

  test('a withdrawn link opens nothing any more, neither by itself nor by its cookie', async () => {
    const cookie = speakerCookie();
    const { link } = speakerLink();
    expect(await authority.readLink(rooms.tokens.link(session, link))).toMatchObject({ ok: true, role: 'speaker' });
    expect(await give({ type: 'link.revoke', link })).toMatchObject({ ok: true });
    expect(await authority.admit(session, 'speaker', cookie)).toEqual({ ok: false, reason: 'revoked' });
    expect(await authority.readLink(rooms.tokens.link(session, link))).toEqual({ ok: false, reason: 'revoked' });
  });

  test('a link that the session never had is refused, though its signature is good', async () => {
    expect(await authority.readLink(rooms.tokens.link(session, 'never'))).toMatchObject({ ok: false });
    const { participant } = speakerLink();
    const cookie = `rostrum=${rooms.tokens.seat({ session, role: 'speaker', participant, link: 'never' })}`;
    expect(await authority.admit(session, 'speaker', cookie)).toEqual({ ok: false, reason: 'revoked' });
  });

  test('a good link of one person is no seat for another', async () => {
    const { link } = speakerLink();
    const cookie = `rostrum=${rooms.tokens.seat({ session, role: 'speaker', participant: 'somebody', link })}`;
    expect(await authority.admit(session, 'speaker', cookie)).toEqual({ ok: false, reason: 'revoked' });
  });

  test('seats and links end thirty days after the session', async () => {
    const cookie = speakerCookie();
    await give({ type: 'session.start' });
    await give({ type: 'session.end' });
    const { endedAt } = room.runtime.state.info;
    rooms.now = endedAt! + 30 * 86_400_000;
    expect(await authority.admit(session, 'speaker', cookie)).toMatchObject({ ok: true });
    rooms.now += 1;
    expect(await authority.admit(session, 'speaker', cookie)).toEqual({ ok: false, reason: 'expired' });
    const token = rooms.tokens.link(session, speakerLink().link);
    expect(await authority.readLink(token)).toEqual({ ok: false, reason: 'expired' });
  });

  test('an owner is a host everywhere, and nothing else; a stranger is not', async () => {
    await rooms.give({ type: 'owner.invite', invitation: hashOf('i'), expiresAt: rooms.now + 1000 });
    expect(await authority.isOwner('rostrum_owner=guess')).toBe(false);
    expect(await authority.admit(session, 'host', 'rostrum_owner=guess')).toEqual({ ok: false, reason: 'signed-out' });
    await rooms.give({ type: 'owner.admit', invitation: hashOf('i'), cookie: hashOf('secret') });
    expect(await authority.isOwner('rostrum_owner=secret')).toBe(true);
    expect(await authority.admit(session, 'host', 'rostrum_owner=secret')).toMatchObject({ ok: true, role: 'host' });
    expect(await authority.admit(session, 'judge', 'rostrum_owner=secret')).toMatchObject({ ok: false });
  });
});
