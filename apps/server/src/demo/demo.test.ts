import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemJob } from '../runtime/system-jobs.ts';
import { openRooms, type TestRooms } from '../testing/rooms.ts';
import { removeDir, startServer, tempDir, type TestServer } from '../testing/server.ts';
import { Demo, type DemoTools } from './demo.ts';

describe('the demo, on a real server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    await removeDir(server.dir);
  });

  test('is the owner’s alone', async () => {
    expect((await server.post('/workspace/demo', {}, '')).status).toBe(401);
  });

  test('asks for a workspace first', async () => {
    expect((await server.post('/workspace/demo')).body).toEqual({ ok: false, code: 'no-workspace' });
  });

  test('pressed twice at the same time, brings one programme, ten members and one session of four talks', async () => {
    await server.command({ type: 'workspace.create', name: '青松街道', language: 'zh', owner: '周敏' });
    const [first, second] = await Promise.all([server.post('/workspace/demo'), server.post('/workspace/demo')]);
    expect(first.body).toMatchObject({ ok: true });
    expect(second.body).toEqual(first.body);
    const view = await server.view();
    expect(view.programmes.map((one) => one.title)).toEqual(['微党课人人讲 / Everyone takes the rostrum']);
    expect(view.programmes[0]!.coverage).toEqual({ spoke: 0, scheduled: 4, yetTo: 6, of: 10 });
    expect(view.members).toHaveLength(10);
    expect(view.members.map((one) => one.name)).toEqual(
      expect.arrayContaining(['欧阳静怡', '阿依努尔·买买提江', 'Marek Nowak']),
    );
    expect(view.sessions).toHaveLength(1);
    const [session] = view.sessions;
    expect(session).toMatchObject({ status: 'prepared', judges: 5, place: '三楼报告厅' });
    expect(session!.talks.map((one) => [one.speaker, one.minutes, one.remote])).toEqual([
      ['欧阳静怡', 12, false],
      ['陈思远', 12, false],
      ['Marek Nowak', 12, false],
      ['阿依努尔·买买提江', 12, true],
    ]);
    expect(new Date(session!.startsAt).getMinutes()).toBe(0);
    expect(session!.startsAt - Date.now()).toBeGreaterThan(0);
    expect(session!.startsAt - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(view.demo).toEqual({ programme: view.programmes[0]!.programme, session: session!.session });
    expect(session!.unopened).toHaveLength(9);
  });

  test('[WS8] goes whole with one command, and can come again', async () => {
    const before = await server.view();
    expect(await server.command({ type: 'demo.remove' })).toMatchObject({ ok: true });
    const without = await server.view();
    expect(without).toMatchObject({ programmes: [], members: [], sessions: [] });
    expect(without.demo).toBeUndefined();
    expect(await server.post('/workspace/demo')).toMatchObject({ body: { ok: true } });
    const again = await server.view();
    expect(again.sessions).toHaveLength(1);
    expect(again.members).toHaveLength(10);
    expect(again.demo!.session).not.toBe(before.demo!.session);
  });
});

describe('the decks of the demo', () => {
  const FILES = ['saihanba', 'letter', 'tide', 'desert'];
  let dir: string;
  let rooms: TestRooms;
  beforeEach(async () => {
    dir = await tempDir();
    rooms = await openRooms(dir);
    await rooms.give({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
    for (const file of FILES) await writeFile(join(dir, `${file}.json`), JSON.stringify({ notes: [`${file} 1`] }));
  });
  afterEach(async () => {
    await rooms.close();
    await removeDir(dir);
  });
  const begin = (attachDeck: DemoTools['attachDeck']) =>
    new Demo({
      ...{ log: rooms.log, workspace: rooms.workspace, sessions: rooms.sessions, folder: dir },
      now: () => rooms.now,
      report: (_error, what) => void rooms.reports.push(what),
      ...(attachDeck ? { attachDeck } : {}),
    });
  const accept = async (session: string, talk: string) => {
    const room = await rooms.sessions.find(session);
    const deck = {
      deck: `deck-${talk}`,
      talk,
      name: 'd.pdf',
      kind: 'pdf' as const,
      pages: 1,
      bytes: 1,
      shapes: [1778],
    };
    await room!.runtime.submit(systemJob({ type: 'deck.accept', ...deck }, rooms.newId()));
  };

  test('are attached in the order of the talks, under readable names, with their notes; a second press attaches none again', async () => {
    const given: unknown[][] = [];
    const demo = begin(async (session, talk, ...rest) => {
      given.push(rest);
      await accept(session, talk);
    });
    expect(await demo.load()).toMatchObject({ ok: true });
    expect(given).toEqual([
      [join(dir, 'saihanba.pdf'), '从一棵松到一片林海.pdf', ['saihanba 1']],
      [join(dir, 'letter.pdf'), '一封家书里的初心.pdf', ['letter 1']],
      [join(dir, 'tide.pdf'), 'Why the Tide Comes Twice.pdf', ['tide 1']],
      [join(dir, 'desert.pdf'), '沙海里的每一滴水.pdf', ['desert 1']],
    ]);
    await demo.load();
    expect(given).toHaveLength(4);
  });
  test('one that fails is reported, hinders no other, and is tried again by the next press', async () => {
    let broken = true;
    const tried: string[] = [];
    const demo = begin(async (session, talk, file) => {
      tried.push(file);
      if (broken && file.includes('letter')) throw new Error('disk');
      await accept(session, talk);
    });
    expect(await demo.load()).toMatchObject({ ok: true });
    expect([tried.length, rooms.reports]).toEqual([4, ['demo deck']]);
    broken = false;
    await demo.load();
    expect(tried.slice(4)).toEqual([join(dir, 'letter.pdf')]);
  });
  test('another process that was killed in the middle, or a second node, leads to the same demo', async () => {
    const first = await begin(undefined).load();
    const events = (await rooms.log.read('workspace', 0)).length;
    // What a process does that does not know yet that the demo is there.
    const behind = { ...rooms.workspace.state };
    delete behind.demo;
    const late = new Demo({
      ...{ log: rooms.log, sessions: rooms.sessions, folder: dir, now: () => rooms.now, report: () => undefined },
      workspace: Object.create(rooms.workspace, {
        state: { value: behind },
        submit: { value: (job: never) => rooms.workspace.submit(job) },
      }) as typeof rooms.workspace,
    });
    const again = await late.load();
    expect(again).toEqual(first);
    expect((await rooms.log.read('workspace', 0)).slice(events)).toEqual([]);
    expect(Object.keys(rooms.workspace.state.members)).toHaveLength(10);
  });
});
