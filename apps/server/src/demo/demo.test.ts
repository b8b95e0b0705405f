import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';

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

  test('goes whole with one command, and can come again', async () => {
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
