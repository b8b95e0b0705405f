import { describe, expect, it } from 'vitest';
import { TextOutboxStore } from './outbox-store.ts';
import { ask, draft, ids, deviceForEach, vote } from './testing/device.ts';

const device = deviceForEach();

describe('a kept command', () => {
  it('given offline has its effect once, as soon as there is a connection', async () => {
    const { outbox, connect } = await device.page();
    const promise = outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(60_000);
    expect(device.server.arrived).toEqual([]);
    expect(outbox.entries).toMatchObject([{ id: 'vote-1', state: 'waiting' }]);
    await connect();
    await device.timers.pass(100);
    expect(ids(device.server.effects)).toEqual(['vote-1']);
    expect(await promise).toEqual({ ok: true, revision: 101 });
    expect(outbox.entries).toEqual([]);
  });

  it('is on the device before it is sent', async () => {
    const slow = new TextOutboxStore(device.storage);
    const { put } = slow;
    slow.put = async (entry) => {
      await new Promise<void>((resolve) => device.timers.after(500, resolve));
      await put.call(slow, entry);
    };
    const { outbox, connect } = await device.page(slow);
    await connect();
    void outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(499);
    expect(device.server.arrived).toEqual([]);
    await device.timers.pass(100);
    expect(device.server.arrived).toHaveLength(1);
    expect(device.storage.keys('rostrum.outbox/')).toHaveLength(1);
  });

  it('whose answer is lost is sent again with its id, and has its effect once', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    device.server.loseAnswers = 2;
    const promise = outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(60_000);
    expect(ids(device.server.arrived)).toEqual(['vote-1', 'vote-1', 'vote-1']);
    expect(ids(device.server.effects)).toEqual(['vote-1']);
    expect(await promise).toMatchObject({ ok: true });
  });

  it('waits longer from attempt to attempt while the device.server does not answer', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    device.server.loseCommands = 3;
    void outbox.add('vote-1', 1, vote('q1'));
    // Three times ten seconds without an answer, pauses of 0.75, 1.5 and 3 seconds.
    await device.timers.pass(35_000);
    expect(device.server.arrived).toHaveLength(0);
    await device.timers.pass(1_000);
    expect(device.server.arrived).toHaveLength(1);
  });

  it('is tried again when the device.server cannot decide now', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    let times = 0;
    device.server.refuse = () => (times++ === 0 ? { ok: false, code: 'rate-limited' } : undefined);
    const promise = outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(5_000);
    expect(await promise).toMatchObject({ ok: true });
    expect(device.server.effects).toHaveLength(1);
  });

  it('refused stays with its text until it is dismissed, also over a restart, and does not hold up the others', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    device.server.refuse = ({ command }) =>
      command.type === 'question.ask' ? { ok: false, code: 'questions-closed' } : undefined;
    const refused = outbox.add('ask-1', 1, ask('为什么是光合作用？'));
    const next = outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(1_000);
    expect(await refused).toEqual({ ok: false, code: 'questions-closed' });
    expect(await next).toMatchObject({ ok: true });
    const kept = { id: 'ask-1', state: 'refused', command: { text: '为什么是光合作用？' } };
    expect(outbox.entries).toMatchObject([kept]);

    const restarted = await device.page();
    expect(restarted.outbox.entries).toMatchObject([kept]);
    await restarted.connect();
    await device.timers.pass(1_000);
    expect(device.server.arrived).toHaveLength(2);
    restarted.outbox.dismiss('ask-1');
    await device.timers.pass(1);
    expect((await device.page()).outbox.entries).toEqual([]);
  });

  it('of an earlier run keeps its run, and is shown as refused for that', async () => {
    const { outbox } = await device.page();
    void outbox.add('ask-1', 1, ask('给下一轮'));
    await device.timers.pass(10);
    const next = await device.page();
    device.server.refuse = ({ run }) => (run === 1 ? { ok: false, code: 'run-ended' } : undefined);
    await next.connect();
    await device.timers.pass(100);
    expect(device.server.arrived).toMatchObject([{ id: 'ask-1', run: 1 }]);
    expect(next.outbox.entries).toMatchObject([
      { state: 'refused', answer: { code: 'run-ended' }, command: { text: '给下一轮' } },
    ]);
  });

  it('that is dismissed before it could be sent is never sent', async () => {
    const { outbox, connect } = await device.page();
    const promise = outbox.add('vote-1', 1, vote('q1'));
    outbox.dismiss('vote-1');
    expect(await promise).toEqual({ ok: false, code: 'withdrawn' });
    await connect();
    await device.timers.pass(1_000);
    expect(device.server.arrived).toEqual([]);
  });
});

describe('the outbox', () => {
  it('keeps the order and has one on its way at a time, through cuts and losses', async () => {
    const { outbox, connect } = await device.page();
    const all = Array.from({ length: 20 }, (_, n) => `vote-${n}`);
    for (const id of all.slice(0, 10)) void outbox.add(id, 1, vote(id));
    await connect();
    device.server.loseAnswers = 3;
    for (const id of all.slice(10)) void outbox.add(id, 1, vote(id));
    await device.timers.pass(7);
    device.server.cut();
    await device.timers.pass(1_000);
    await connect();
    device.server.loseCommands = 1;
    await device.timers.pass(120_000);
    expect(ids(device.server.effects)).toEqual(all);
    expect(outbox.entries).toEqual([]);
    // Of each command all copies came before the first of the next.
    const firsts = ids(device.server.arrived).filter((id, n, list) => id !== list[n - 1]);
    expect(firsts).toEqual(all);
    expect(device.server.arrived.length).toBeGreaterThan(all.length);
  });

  it('goes on after a restart of the page, with the same ids', async () => {
    const first = await device.page();
    await first.connect();
    device.server.loseAnswers = 1;
    void first.outbox.add('vote-1', 1, vote('q1'));
    void first.outbox.add('vote-2', 1, vote('q2'));
    await device.timers.pass(8);
    // The page is gone while the first is on its way; it never hears the answer.
    expect(ids(device.server.effects)).toEqual(['vote-1']);
    device.server.cut();

    const second = await device.page();
    expect(second.outbox.entries).toMatchObject([{ id: 'vote-1' }, { id: 'vote-2' }]);
    await second.connect();
    await device.timers.pass(1_000);
    expect(ids(device.server.arrived)).toEqual(['vote-1', 'vote-1', 'vote-2']);
    expect(ids(device.server.effects)).toEqual(['vote-1', 'vote-2']);
    expect((await device.page()).outbox.entries).toEqual([]);
  });

  it('lets a newer draft of a talk take the place of an older that waits, and answers both', async () => {
    const { outbox, connect } = await device.page();
    const older = outbox.add('draft-a1', 1, draft('a', '81'));
    const other = outbox.add('draft-b1', 1, draft('b', '70'));
    const newer = outbox.add('draft-a2', 1, draft('a', '82'));
    expect(ids(outbox.entries as never)).toEqual(['draft-b1', 'draft-a2']);
    await device.timers.pass(1);
    await connect();
    await device.timers.pass(1_000);
    expect(ids(device.server.effects)).toEqual(['draft-b1', 'draft-a2']);
    expect(await other).toMatchObject({ ok: true });
    expect(await older).toEqual(await newer);
    expect((await device.page()).outbox.entries).toEqual([]);
  });

  it('does not take back a draft that is on its way', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    const older = outbox.add('draft-a1', 1, draft('a', '81'));
    await device.timers.pass(3);
    expect(outbox.sending).toBe('draft-a1');
    void outbox.add('draft-a2', 1, draft('a', '82'));
    await device.timers.pass(1_000);
    expect(ids(device.server.effects)).toEqual(['draft-a1', 'draft-a2']);
    expect(await older).toMatchObject({ ok: true, revision: 101 });
  });

  it('is shared by two tabs: both promises get answers, nothing is left, and each command has one effect', async () => {
    const one = await device.page();
    const two = await device.page();
    const first = one.outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(1);
    const second = two.outbox.add('vote-2', 1, vote('q2'));
    await device.timers.pass(1);
    await two.outbox.load();
    expect(two.outbox.entries).toMatchObject([{ id: 'vote-1' }, { id: 'vote-2' }]);
    await two.connect();
    await device.timers.pass(1_000);
    expect(await second).toMatchObject({ ok: true });
    // The first tab has never been connected: it learns from the device.
    await one.outbox.load();
    expect(await first).toMatchObject({ ok: true, revision: 101 });
    expect(one.outbox.entries).toEqual([]);
    expect(ids(device.server.effects)).toEqual(['vote-1', 'vote-2']);
  });

  it('forgets answers after a minute', async () => {
    const { outbox, connect } = await device.page();
    await connect();
    void outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(1_000);
    expect(device.storage.keys('rostrum.outbox/')).toHaveLength(1);
    await device.timers.pass(60_000);
    await outbox.load();
    await device.timers.pass(1);
    expect(device.storage.keys('rostrum.outbox/')).toHaveLength(0);
  });
});
