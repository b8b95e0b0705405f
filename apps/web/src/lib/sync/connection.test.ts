import type { AudienceView, MeView, Role } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Bootstrap, type ViewOf } from '@rostrum/protocol';
import type { Patch } from '@rostrum/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { Connection } from './connection.svelte.ts';
import { MemoryStorage } from './device-storage.ts';
import { FakePage } from './testing/fake-parts.ts';
import { FakeServer } from './testing/fake-server.ts';
import { FakeTimers } from './testing/fake-timers.ts';

let timers: FakeTimers;
let server: FakeServer;
let page: FakePage;

beforeEach(() => {
  timers = new FakeTimers();
  server = new FakeServer(timers);
  page = new FakePage(server);
});

const bootstrap = <R extends Role>(role: R, view: object, more: Partial<Bootstrap<R>> = {}): Bootstrap<R> => ({
  session: 's1',
  run: 2,
  role,
  protocol: PROTOCOL_VERSION,
  build: 'b1',
  participant: 'p1',
  view: { revision: 90, data: view as ViewOf[R] },
  serverNow: 999_000,
  origin: 'http://hall',
  language: 'zh',
  video: { state: 'off' },
  ...more,
});
const me: MeView = { participant: 'p1', roles: {}, questions: {}, votes: {}, ballots: {} };
const audience = (view: Partial<AudienceView> = { current: 't1' }) =>
  bootstrap('audience', view, { me: { revision: 80, data: me } });
const host = () => bootstrap('host', { current: 't1' });
const patch = (from: number, to: number, change: Patch, view: 'role' | 'me' = 'role', belongs?: number) =>
  server.view({ kind: 'patch', view, from, to, patch: change, ...(belongs !== undefined && { with: belongs }) });

const started = async <R extends Role>(from: Bootstrap<R>, on = page): Promise<Connection<R>> => {
  const connection = new Connection(from, () => on.parts);
  connection.start();
  await timers.pass(50);
  return connection;
};

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
    const connection = await started(audience());
    expect(page.path).toBe('/s/s1/audience/socket/');
    expect(server.hellos).toEqual([{ protocol: PROTOCOL_VERSION, run: 2, role: 90, me: 80, seen: 90 }]);
    expect(connection.status).toBe('live');
    patch(90, 95, { current: 't2' });
    expect(connection.view.current).toBe('t2');
    patch(80, 96, { votes: { q1: true } }, 'me', 96);
    expect(connection.me?.votes).toEqual({});
    patch(95, 96, { current: 't3' });
    expect(connection.me?.votes).toEqual({ q1: true });
  });

  it('asks again on a gap, once, and goes on from the answer', async () => {
    const connection = await started(audience());
    patch(92, 95, { current: 't3' });
    patch(95, 97, { current: 't4' });
    expect(server.resyncs).toEqual([{ view: 'role', seen: 95 }]);
    expect(connection.view.current).toBe('t1');
    server.view({ kind: 'snapshot', view: 'role', revision: 97, data: { current: 't4' } });
    expect(connection.view.current).toBe('t4');
    await timers.pass(6_000);
    expect(server.hellos).toHaveLength(1);
  });

  it('connects anew when a gap is not filled', async () => {
    await started(audience());
    patch(92, 95, { current: 't3' });
    await timers.pass(10_000);
    expect(server.hellos).toHaveLength(2);
    expect(server.hellos[1]).toMatchObject({ role: 90, seen: 95 });
  });

  it('comes back after a cut with what it has seen in patches and acknowledgements', async () => {
    const connection = await started(audience());
    patch(90, 95, { current: 't2' });
    server.revision = 120;
    await Promise.all([connection.send({ type: 'question.vote', question: 'q1' }), timers.pass(50)]);
    server.cut();
    expect(connection.status).toBe('offline');
    expect(connection.offlineSince).toBe(connection.now());
    await timers.pass(5_000);
    expect(connection.status).toBe('live');
    expect(connection.offlineSince).toBeUndefined();
    expect(server.hellos[1]).toEqual({ protocol: PROTOCOL_VERSION, run: 2, role: 95, me: 80, seen: 121 });
  });

  it('does not wait when the network or the screen comes back', async () => {
    const connection = await started(host());
    server.up = false;
    server.cut();
    await timers.pass(60_000);
    server.up = true;
    await timers.pass(1);
    page.networkBack();
    await timers.pass(15);
    expect(connection.status).toBe('live');
  });

  it('keeps trying when the server stops for a while', async () => {
    const connection = await started(host());
    server.farewell('server-stopping');
    server.cut();
    expect(connection).toMatchObject({ status: 'offline', farewell: 'server-stopping' });
    await timers.pass(5_000);
    expect(connection.status).toBe('live');
    expect(connection.farewell).toBeUndefined();
  });

  it.each(['revoked', 'signed-out', 'removed'] as const)('does not come back from %s', async (reason) => {
    const connection = await started(host());
    server.farewell(reason);
    await timers.pass(60_000);
    expect(connection).toMatchObject({ status: 'ended', farewell: reason });
    expect(server.hellos).toHaveLength(1);
    expect(await connection.send({ type: 'session.start' })).toEqual({ ok: false, code: 'offline' });
  });

  it('takes a refused handshake with its reason for a farewell', async () => {
    server.refuseHandshake = 'revoked';
    const connection = await started(host());
    expect(connection).toMatchObject({ status: 'ended', farewell: 'revoked' });
  });
});

describe('the clock', () => {
  it('is the server’s after the first pings, and stale when they stay away', async () => {
    const connection = await started(host());
    expect(connection.now()).toBe(server.now());
    await timers.pass(60_000);
    const pings = server.pings;
    server.silent = true;
    await timers.pass(7_500);
    expect(server.pings).toBeGreaterThan(pings);
    expect(connection).toMatchObject({ clockStale: true, status: 'stale' });
    // The socket looked open; it is given up, and a new one is tried.
    await timers.pass(5_000);
    expect(server.hellos.length).toBeGreaterThan(1);
  });

  it('pings a phone of the audience seldom', async () => {
    await started(audience());
    await timers.pass(10_000);
    server.pings = 0;
    await timers.pass(100_000);
    // The window is filled within eight seconds more; then four together every fifteen.
    expect(server.pings).toBe(41);
  });

  it('begins anew when the page becomes visible, and rests while it is hidden', async () => {
    const connection = await started(host());
    page.hide();
    server.pings = 0;
    await timers.pass(60_000);
    expect(server.pings).toBe(0);
    // The local clock has stood still meanwhile.
    server.offset += 3_600_000;
    page.show();
    await timers.pass(50);
    expect(connection.now()).toBe(server.now());
    expect(connection.clockStale).toBe(false);
  });

  it('notices that the device has slept without being hidden', async () => {
    const connection = await started(host());
    await timers.pass(40_000);
    server.offset += 3_600_000;
    timers.slept = 3_600_000;
    await timers.pass(1_100);
    expect(connection.now()).toBe(server.now());
  });

  it('gives up a socket that is silent after a wake-up within seconds', async () => {
    await started(audience());
    page.hide();
    await timers.pass(60_000);
    server.silent = true;
    page.show();
    await timers.pass(3_050);
    expect(server.hellos).toHaveLength(2);
  });
});

describe('a live command', () => {
  it('carries the instant of the press on the server’s clock', async () => {
    const connection = await started(host());
    const pressed = server.now();
    const [answer] = await Promise.all([
      connection.send({ type: 'countdown.start', item: 't1' } as never),
      timers.pass(50),
    ]);
    expect(answer).toEqual({ ok: true, revision: 101 });
    expect(server.arrived).toMatchObject([{ run: 2, pressed }]);
  });

  it('given offline is refused at once and never sent', async () => {
    const connection = await started(host());
    server.up = false;
    server.cut();
    expect(await connection.send({ type: 'session.start' })).toEqual({ ok: false, code: 'offline' });
    expect(connection.pending).toEqual([]);
    server.up = true;
    await timers.pass(30_000);
    expect(connection.status).toBe('live');
    expect(server.arrived).toEqual([]);
  });

  it('is given up after three seconds; a late answer changes nothing', async () => {
    const connection = await started(host());
    server.delay = 2_000;
    const press = connection.send({ type: 'session.start' });
    await timers.pass(2_999);
    expect(connection.pending).toMatchObject([{ state: 'sending', delivery: 'live' }]);
    await timers.pass(1);
    expect(await press).toEqual({ ok: false, code: 'too-late' });
    await timers.pass(5_000);
    expect(server.effects).toHaveLength(1);
    expect(connection.pending).toEqual([]);
  });

  it('pressed before the clock is known is not sent once it has been given up', async () => {
    server.silent = true;
    const connection = await started(host());
    const press = connection.send({ type: 'session.start' });
    await timers.pass(3_000);
    expect(await press).toEqual({ ok: false, code: 'too-late' });
    server.silent = false;
    await timers.pass(10_000);
    expect(connection.status).toBe('live');
    expect(server.arrived).toEqual([]);
  });

  it('says that it may have been carried out when the connection breaks under it', async () => {
    const connection = await started(host());
    const press = connection.send({ type: 'session.start' });
    await timers.pass(6);
    server.cut();
    expect(await press).toEqual({ ok: false, code: 'offline', detail: { sent: 1 } });
  });

  it('is pending from its acknowledgement until the view covers it', async () => {
    const connection = await started(host());
    await Promise.all([connection.send({ type: 'session.start' }), timers.pass(50)]);
    expect(connection.pending).toMatchObject([{ state: 'acknowledged', command: { type: 'session.start' } }]);
    server.view({ kind: 'upto', revision: 100 });
    expect(connection.pending).toHaveLength(1);
    server.view({ kind: 'upto', revision: 101 });
    expect(connection.pending).toEqual([]);
  });
});

describe('a kept command', () => {
  it('given offline shows as waiting and arrives once, a reload in between', async () => {
    const device = new MemoryStorage();
    server.up = false;
    const first = await started(audience(), new FakePage(server, device));
    void first.send({ type: 'question.vote', question: 'q1' });
    await timers.pass(10);
    expect(first.pending).toMatchObject([{ state: 'waiting', delivery: 'kept' }]);
    first.stop();
    const second = await started(audience(), new FakePage(server, device));
    expect(second.pending).toMatchObject([{ state: 'waiting', command: { question: 'q1' } }]);
    server.up = true;
    await timers.pass(10_000);
    expect(server.effects).toMatchObject([{ command: { type: 'question.vote', question: 'q1' } }]);
    expect(server.arrived).toHaveLength(1);
  });

  it('refused stays on the list with its text and its reason until dismissed', async () => {
    const connection = await started(audience());
    server.refuse = () => ({ ok: false, code: 'questions-closed' });
    const asked = connection.send({ type: 'question.ask', text: '光合作用', named: true });
    await timers.pass(50);
    expect(await asked).toEqual({ ok: false, code: 'questions-closed' });
    const [refused] = connection.pending;
    expect(refused).toMatchObject({ state: 'refused', code: 'questions-closed', command: { text: '光合作用' } });
    connection.dismiss(refused?.id ?? '');
    expect(connection.pending).toEqual([]);
  });

  it('given before the start is sent after it', async () => {
    const connection = new Connection(audience(), () => page.parts);
    const vote = connection.send({ type: 'question.vote', question: 'q1' });
    await timers.pass(10);
    connection.start();
    await timers.pass(100);
    expect(await vote).toMatchObject({ ok: true });
  });
});

describe('anonymous questions', () => {
  const asked = { type: 'question.ask', text: '不敢问的', named: false } as const;

  it('carry a fresh secret each, and are found again by the phone alone', async () => {
    const device = new MemoryStorage();
    const connection = await started(audience(), new FakePage(server, device));
    server.answerWith = ({ id }) => ({ question: `question-of-${id}` });
    await Promise.all([connection.send(asked), connection.send({ ...asked, text: '另一个' }), timers.pass(100)]);
    const [first, second] = server.arrived;
    expect(first?.secret).toMatch(/^[A-Za-z0-9_-]{20,60}$/);
    expect(first?.secret).not.toBe(second?.secret);
    expect(connection.myQuestions).toMatchObject([
      { text: '不敢问的', anonymous: true, status: 'sent' },
      { text: '另一个', anonymous: true, status: 'sent' },
    ]);

    const question = `question-of-${first?.id ?? ''}`;
    const again = await started(audience({ questions: {} }), new FakePage(server, device));
    patch(90, 130, { questions: { [question]: { question, text: '不敢问的', askedAt: 5, votes: 3, status: 'open' } } });
    expect(again.myQuestions).toContainEqual(expect.objectContaining({ question, status: 'open', votes: 3 }));
    expect(again.myQuestions).toHaveLength(2);
  });

  it('keep secret and id when the answer comes only after a reload', async () => {
    const device = new MemoryStorage();
    server.answerWith = () => ({ question: 'q9' });
    server.up = false;
    const first = await started(audience(), new FakePage(server, device));
    void first.send(asked);
    await timers.pass(10);
    first.stop();
    server.up = true;
    const second = await started(audience(), new FakePage(server, device));
    await timers.pass(5_000);
    expect(server.arrived[0]?.secret).toBeDefined();
    expect(second.myQuestions).toMatchObject([{ question: 'q9', text: '不敢问的' }]);
  });
});

describe('a network that is gone for ten minutes', () => {
  it('the screen says since when, refuses what is of the moment, keeps the rest, and catches up within moments', async () => {
    const connection = await started(audience());
    server.cut();
    server.up = false;
    const since = connection.now();
    await timers.pass(300_000);
    expect(connection.status).toBe('offline');
    expect(connection.offlineSince).toBeCloseTo(since, -3);
    expect(await connection.send({ type: 'page.show', talk: 't1', from: 0, to: 1 })).toMatchObject({ code: 'offline' });
    const vote = connection.send({ type: 'question.vote', question: 'q1' });
    await timers.pass(300_000);
    expect(connection.pending).toMatchObject([{ state: 'waiting', command: { type: 'question.vote' } }]);
    server.up = true;
    await timers.pass(6_000);
    expect(await vote).toMatchObject({ ok: true });
    expect(connection.status).toBe('live');
    expect(connection.offlineSince).toBeUndefined();
    expect(server.effects).toHaveLength(1);
  });
});

describe('an update', () => {
  it('reloads at once when the server no longer speaks this version', async () => {
    const connection = await started(host());
    connection.reloadWhenSafe(() => false);
    server.farewell('outdated');
    expect(page.reloads).toBe(1);
    expect(connection.status).toBe('ended');
  });

  it('otherwise waits until every part of the screen is safe', async () => {
    const connection = await started(bootstrap('judge', {}, { protocol: PROTOCOL_VERSION + 1 }));
    let unsent = true;
    connection.reloadWhenSafe(() => true);
    connection.reloadWhenSafe(() => !unsent);
    await timers.pass(10_000);
    expect(connection.updateWaiting).toBe(true);
    expect(page.reloads).toBe(0);
    unsent = false;
    await timers.pass(1_000);
    expect(page.reloads).toBe(1);
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('[SY14] a screen of another build reloads at its safe moment, and only while the server is there', async () => {
    const connection = await started(bootstrap('speaker', {}));
    let safe = false;
    connection.reloadWhenSafe(() => safe);
    server.signal({ kind: 'build', build: 'b1' });
    expect(connection.updateWaiting).toBe(false);
    server.signal({ kind: 'build', build: 'b2' });
    expect(connection.updateWaiting).toBe(true);
    await timers.pass(10_000);
    expect(page.reloads).toBe(0);
    server.cut();
    server.up = false;
    safe = true;
    await timers.pass(20_000);
    expect(page.reloads).toBe(0);
    server.up = true;
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('[SY14] the phones of a hall do so spread over half a minute, whatever they are sent meanwhile', async () => {
    const connection = await started(audience());
    connection.reloadWhenSafe(() => true);
    server.signal({ kind: 'build', build: 'b2' });
    await timers.pass(10_000);
    patch(90, 91, { current: 't2' });
    expect(page.reloads).toBe(0);
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('the end of a run reloads into the next, when safe', async () => {
    const connection = await started(host());
    let typing = true;
    connection.reloadWhenSafe(() => !typing);
    server.farewell('run-ended');
    await timers.pass(5_000);
    expect(page.reloads).toBe(0);
    expect(connection).toMatchObject({ status: 'ended', farewell: 'run-ended', updateWaiting: true });
    typing = false;
    await timers.pass(1_000);
    expect(page.reloads).toBe(1);
  });
});

describe('signals', () => {
  it('are shown as they come, and forgotten with the connection where they are of the moment', async () => {
    const connection = await started(host());
    server.signal({ kind: 'presence', presence: { roles: { judge: 3 }, listed: { p1: true } } });
    server.signal({ kind: 'video', state: 'missing', installLine: 'brew install livekit' });
    server.signal({ kind: 'address', origin: 'http://10.0.0.5' });
    server.signal({ kind: 'deck', talk: 't1', state: 'rendering', done: 3, of: 9 });
    server.signal({ kind: 'pointer', talk: 't1', x: 0.5, y: 0.25 });
    expect(connection).toMatchObject({
      presence: { roles: { judge: 3 } },
      video: { state: 'missing', installLine: 'brew install livekit' },
      origin: 'http://10.0.0.5',
      deckProgress: { t1: { state: 'rendering', done: 3, of: 9 } },
      pointer: { talk: 't1', x: 0.5, y: 0.25 },
    });
    server.signal({ kind: 'pointer', talk: 't1' });
    expect(connection.pointer).toBeUndefined();
    server.cut();
    expect(connection.presence).toBeUndefined();
    expect(connection.origin).toBe('http://10.0.0.5');
  });

  it('of a pointer are thinned out, the last one always sent', async () => {
    const connection = await started(bootstrap('speaker', {}));
    for (let n = 0; n <= 100; n++) {
      connection.signal({ kind: 'pointer', talk: 't1', x: n / 100, y: 0 });
      await timers.pass(2);
    }
    await timers.pass(100);
    expect(server.signals.length).toBeLessThan(8);
    expect(server.signals[server.signals.length - 1]).toMatchObject({ x: 1 });
  });
});
