import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { describe, expect, it } from 'vitest';
import { Connection } from './connection.svelte.ts';
import { audience, bootstrap, host, lineForEach } from './testing/line.ts';

const line = lineForEach();

describe('joining, reconnecting and recovering', () => {
  it('begins with what the HTML carried, and touches nothing of the browser before it starts', () => {
    const connection = new Connection(audience(), () => expect.unreachable('made the parts of a browser'));
    expect(connection.view.current).toBe('t1');
    expect(connection.me?.participant).toBe('p1');
    expect(connection.status).toBe('connecting');
    expect(connection.now()).toBe(999_000);
    expect(connection.clockStale).toBe(false);
  });

  it('goes on from the snapshot of the HTML', async () => {
    const connection = await line.started(audience());
    expect(line.page.path).toBe('/s/s1/audience/socket/');
    expect(line.server.hellos).toEqual([{ protocol: PROTOCOL_VERSION, run: 2, role: 90, me: 80, seen: 90 }]);
    expect(connection.status).toBe('live');
    line.patch(90, 95, { current: 't2' });
    expect(connection.view.current).toBe('t2');
    line.patch(80, 96, { votes: { q1: true } }, 'me', 96);
    expect(connection.me?.votes).toEqual({});
    line.patch(95, 96, { current: 't3' });
    expect(connection.me?.votes).toEqual({ q1: true });
  });

  it('asks again on a gap, once, and goes on from the answer', async () => {
    const connection = await line.started(audience());
    line.patch(92, 95, { current: 't3' });
    line.patch(95, 97, { current: 't4' });
    expect(line.server.resyncs).toEqual([{ view: 'role', seen: 95 }]);
    expect(connection.view.current).toBe('t1');
    line.server.view({ kind: 'snapshot', view: 'role', revision: 97, data: { current: 't4' } });
    expect(connection.view.current).toBe('t4');
    await line.timers.pass(6_000);
    expect(line.server.hellos).toHaveLength(1);
  });

  it('connects anew when a gap is not filled', async () => {
    await line.started(audience());
    line.patch(92, 95, { current: 't3' });
    await line.timers.pass(10_000);
    expect(line.server.hellos).toHaveLength(2);
    expect(line.server.hellos[1]).toMatchObject({ role: 90, seen: 95 });
  });

  it('comes back after a cut with what it has seen in patches and acknowledgements', async () => {
    const connection = await line.started(audience());
    line.patch(90, 95, { current: 't2' });
    line.server.revision = 120;
    await Promise.all([connection.send({ type: 'question.vote', question: 'q1' }), line.timers.pass(50)]);
    line.server.cut();
    expect(connection.status).toBe('offline');
    expect(connection.offlineSince).toBe(connection.now());
    await line.timers.pass(5_000);
    expect(connection.status).toBe('live');
    expect(connection.offlineSince).toBeUndefined();
    expect(line.server.hellos[1]).toEqual({ protocol: PROTOCOL_VERSION, run: 2, role: 95, me: 80, seen: 121 });
  });

  it('does not wait when the network or the screen comes back', async () => {
    const connection = await line.started(host());
    line.server.up = false;
    line.server.cut();
    await line.timers.pass(60_000);
    line.server.up = true;
    await line.timers.pass(1);
    line.page.networkBack();
    await line.timers.pass(15);
    expect(connection.status).toBe('live');
  });

  it('keeps trying when the line.server stops for a while', async () => {
    const connection = await line.started(host());
    line.server.farewell('server-stopping');
    line.server.cut();
    expect(connection).toMatchObject({ status: 'offline', farewell: 'server-stopping' });
    await line.timers.pass(5_000);
    expect(connection.status).toBe('live');
    expect(connection.farewell).toBeUndefined();
  });

  it.each(['revoked', 'signed-out', 'removed'] as const)('does not come back from %s', async (reason) => {
    const connection = await line.started(host());
    line.server.farewell(reason);
    await line.timers.pass(60_000);
    expect(connection).toMatchObject({ status: 'ended', farewell: reason });
    expect(line.server.hellos).toHaveLength(1);
    expect(await connection.send({ type: 'session.start' })).toEqual({ ok: false, code: 'offline' });
  });

  it('takes a refused handshake with its reason for a farewell', async () => {
    line.server.refuseHandshake = 'revoked';
    const connection = await line.started(host());
    expect(connection).toMatchObject({ status: 'ended', farewell: 'revoked' });
  });
});

describe('the clock', () => {
  it('is the server’s after the first pings, and stale when they stay away', async () => {
    const connection = await line.started(host());
    expect(connection.now()).toBe(line.server.now());
    await line.timers.pass(60_000);
    const pings = line.server.pings;
    line.server.silent = true;
    await line.timers.pass(7_500);
    expect(line.server.pings).toBeGreaterThan(pings);
    expect(connection).toMatchObject({ clockStale: true, status: 'stale' });
    // The socket looked open; it is given up, and a new one is tried.
    await line.timers.pass(5_000);
    expect(line.server.hellos.length).toBeGreaterThan(1);
  });

  it('pings a phone of the audience seldom', async () => {
    await line.started(audience());
    await line.timers.pass(10_000);
    line.server.pings = 0;
    await line.timers.pass(100_000);
    // The window is filled within eight seconds more; then four together every fifteen.
    expect(line.server.pings).toBe(41);
  });

  it('begins anew when the line.page becomes visible, and rests while it is hidden', async () => {
    const connection = await line.started(host());
    line.page.hide();
    line.server.pings = 0;
    await line.timers.pass(60_000);
    expect(line.server.pings).toBe(0);
    // The local clock has stood still meanwhile.
    line.server.offset += 3_600_000;
    line.page.show();
    await line.timers.pass(50);
    expect(connection.now()).toBe(line.server.now());
    expect(connection.clockStale).toBe(false);
  });

  it('notices that the device has slept without being hidden', async () => {
    const connection = await line.started(host());
    await line.timers.pass(40_000);
    line.server.offset += 3_600_000;
    line.timers.slept = 3_600_000;
    await line.timers.pass(1_100);
    expect(connection.now()).toBe(line.server.now());
  });

  it('gives up a socket that is silent after a wake-up within seconds', async () => {
    await line.started(audience());
    line.page.hide();
    await line.timers.pass(60_000);
    line.server.silent = true;
    line.page.show();
    await line.timers.pass(3_050);
    expect(line.server.hellos).toHaveLength(2);
  });
});

describe('a network that is gone for ten minutes', () => {
  it('the screen says since when, refuses what is of the moment, keeps the rest, and catches up within moments', async () => {
    const connection = await line.started(audience());
    line.server.cut();
    line.server.up = false;
    const since = connection.now();
    await line.timers.pass(300_000);
    expect(connection.status).toBe('offline');
    expect(connection.offlineSince).toBeCloseTo(since, -3);
    expect(await connection.send({ type: 'page.show', talk: 't1', from: 0, to: 1 })).toMatchObject({ code: 'offline' });
    const vote = connection.send({ type: 'question.vote', question: 'q1' });
    await line.timers.pass(300_000);
    expect(connection.pending).toMatchObject([{ state: 'waiting', command: { type: 'question.vote' } }]);
    line.server.up = true;
    await line.timers.pass(6_000);
    expect(await vote).toMatchObject({ ok: true });
    expect(connection.status).toBe('live');
    expect(connection.offlineSince).toBeUndefined();
    expect(line.server.effects).toHaveLength(1);
  });
});

describe('signals', () => {
  it('are shown as they come, and forgotten with the connection where they are of the moment', async () => {
    const connection = await line.started(host());
    line.server.signal({ kind: 'presence', presence: { roles: { judge: 3 }, listed: { p1: true } } });
    line.server.signal({ kind: 'video', state: 'missing', installLine: 'brew install livekit' });
    line.server.signal({ kind: 'address', origin: 'http://10.0.0.5' });
    line.server.signal({ kind: 'deck', talk: 't1', state: 'rendering', done: 3, of: 9 });
    line.server.signal({ kind: 'pointer', talk: 't1', x: 0.5, y: 0.25 });
    expect(connection).toMatchObject({
      presence: { roles: { judge: 3 } },
      video: { state: 'missing', installLine: 'brew install livekit' },
      origin: 'http://10.0.0.5',
      deckProgress: { t1: { state: 'rendering', done: 3, of: 9 } },
      pointer: { talk: 't1', x: 0.5, y: 0.25 },
    });
    line.server.signal({ kind: 'pointer', talk: 't1' });
    expect(connection.pointer).toBeUndefined();
    line.server.cut();
    expect(connection.presence).toBeUndefined();
    expect(connection.origin).toBe('http://10.0.0.5');
  });

  it('of a pointer are thinned out, the last one always sent', async () => {
    const connection = await line.started(bootstrap('speaker', {}));
    for (let n = 0; n <= 100; n++) {
      connection.signal({ kind: 'pointer', talk: 't1', x: n / 100, y: 0 });
      await line.timers.pass(2);
    }
    await line.timers.pass(100);
    expect(line.server.signals.length).toBeLessThan(8);
    expect(line.server.signals[line.server.signals.length - 1]).toMatchObject({ x: 1 });
  });
});
