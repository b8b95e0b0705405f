import { describe, expect, it } from 'vitest';
import { Connection } from './connection.svelte.ts';
import { MemoryStorage } from './device-storage.ts';
import { FakePage } from './testing/fake-parts.ts';
import { audience, host, lineForEach } from './testing/line.ts';

const line = lineForEach();

describe('a live command', () => {
  it('carries the instant of the press on the server’s clock', async () => {
    const connection = await line.started(host());
    const pressed = line.server.now();
    const [answer] = await Promise.all([
      connection.send({ type: 'countdown.start', item: 't1' } as never),
      line.timers.pass(50),
    ]);
    expect(answer).toEqual({ ok: true, revision: 101 });
    expect(line.server.arrived).toMatchObject([{ run: 2, pressed }]);
  });

  it('given offline is refused at once and never sent', async () => {
    const connection = await line.started(host());
    line.server.up = false;
    line.server.cut();
    expect(await connection.send({ type: 'session.start' })).toEqual({ ok: false, code: 'offline' });
    expect(connection.pending).toEqual([]);
    line.server.up = true;
    await line.timers.pass(30_000);
    expect(connection.status).toBe('live');
    expect(line.server.arrived).toEqual([]);
  });

  it('is given up after three seconds; a late answer changes nothing', async () => {
    const connection = await line.started(host());
    line.server.delay = 2_000;
    const press = connection.send({ type: 'session.start' });
    await line.timers.pass(2_999);
    expect(connection.pending).toMatchObject([{ state: 'sending', delivery: 'live' }]);
    await line.timers.pass(1);
    expect(await press).toEqual({ ok: false, code: 'too-late' });
    await line.timers.pass(5_000);
    expect(line.server.effects).toHaveLength(1);
    expect(connection.pending).toEqual([]);
  });

  it('pressed before the clock is known is not sent once it has been given up', async () => {
    line.server.silent = true;
    const connection = await line.started(host());
    const press = connection.send({ type: 'session.start' });
    await line.timers.pass(3_000);
    expect(await press).toEqual({ ok: false, code: 'too-late' });
    line.server.silent = false;
    await line.timers.pass(10_000);
    expect(connection.status).toBe('live');
    expect(line.server.arrived).toEqual([]);
  });

  it('says that it may have been carried out when the connection breaks under it', async () => {
    const connection = await line.started(host());
    const press = connection.send({ type: 'session.start' });
    await line.timers.pass(6);
    line.server.cut();
    expect(await press).toEqual({ ok: false, code: 'offline', detail: { sent: 1 } });
  });

  it('is pending from its acknowledgement until the view covers it', async () => {
    const connection = await line.started(host());
    await Promise.all([connection.send({ type: 'session.start' }), line.timers.pass(50)]);
    expect(connection.pending).toMatchObject([{ state: 'acknowledged', command: { type: 'session.start' } }]);
    line.server.view({ kind: 'upto', revision: 100 });
    expect(connection.pending).toHaveLength(1);
    line.server.view({ kind: 'upto', revision: 101 });
    expect(connection.pending).toEqual([]);
  });
});

describe('a kept command', () => {
  it('given offline shows as waiting and arrives once, a reload in between', async () => {
    const device = new MemoryStorage();
    line.server.up = false;
    const first = await line.started(audience(), new FakePage(line.server, device));
    void first.send({ type: 'question.vote', question: 'q1' });
    await line.timers.pass(10);
    expect(first.pending).toMatchObject([{ state: 'waiting', delivery: 'kept' }]);
    first.stop();
    const second = await line.started(audience(), new FakePage(line.server, device));
    expect(second.pending).toMatchObject([{ state: 'waiting', command: { question: 'q1' } }]);
    line.server.up = true;
    await line.timers.pass(10_000);
    expect(line.server.effects).toMatchObject([{ command: { type: 'question.vote', question: 'q1' } }]);
    expect(line.server.arrived).toHaveLength(1);
  });

  it('refused stays on the list with its text and its reason until dismissed', async () => {
    const connection = await line.started(audience());
    line.server.refuse = () => ({ ok: false, code: 'questions-closed' });
    const asked = connection.send({ type: 'question.ask', text: '光合作用', named: true });
    await line.timers.pass(50);
    expect(await asked).toEqual({ ok: false, code: 'questions-closed' });
    const [refused] = connection.pending;
    expect(refused).toMatchObject({ state: 'refused', code: 'questions-closed', command: { text: '光合作用' } });
    connection.dismiss(refused?.id ?? '');
    expect(connection.pending).toEqual([]);
  });

  it('given before the start is sent after it', async () => {
    const connection = new Connection(audience(), () => line.page.parts);
    const vote = connection.send({ type: 'question.vote', question: 'q1' });
    await line.timers.pass(10);
    connection.start();
    await line.timers.pass(100);
    expect(await vote).toMatchObject({ ok: true });
  });
});

describe('anonymous questions', () => {
  const asked = { type: 'question.ask', text: '不敢问的', named: false } as const;

  it('carry a fresh secret each, and are found again by the phone alone', async () => {
    const device = new MemoryStorage();
    const connection = await line.started(audience(), new FakePage(line.server, device));
    line.server.answerWith = ({ id }) => ({ question: `question-of-${id}` });
    await Promise.all([connection.send(asked), connection.send({ ...asked, text: '另一个' }), line.timers.pass(100)]);
    const [first, second] = line.server.arrived;
    expect(first?.secret).toMatch(/^[A-Za-z0-9_-]{20,60}$/);
    expect(first?.secret).not.toBe(second?.secret);
    expect(connection.myQuestions).toMatchObject([
      { text: '不敢问的', anonymous: true, status: 'sent' },
      { text: '另一个', anonymous: true, status: 'sent' },
    ]);

    const question = `question-of-${first?.id ?? ''}`;
    const again = await line.started(audience({ questions: {} }), new FakePage(line.server, device));
    line.patch(90, 130, {
      questions: { [question]: { question, text: '不敢问的', askedAt: 5, votes: 3, status: 'open' } },
    });
    expect(again.myQuestions).toContainEqual(expect.objectContaining({ question, status: 'open', votes: 3 }));
    expect(again.myQuestions).toHaveLength(2);
  });

  it('keep secret and id when the answer comes only after a reload', async () => {
    const device = new MemoryStorage();
    line.server.answerWith = () => ({ question: 'q9' });
    line.server.up = false;
    const first = await line.started(audience(), new FakePage(line.server, device));
    void first.send(asked);
    await line.timers.pass(10);
    first.stop();
    line.server.up = true;
    const second = await line.started(audience(), new FakePage(line.server, device));
    await line.timers.pass(5_000);
    expect(line.server.arrived[0]?.secret).toBeDefined();
    expect(second.myQuestions).toMatchObject([{ question: 'q9', text: '不敢问的' }]);
  });
});
