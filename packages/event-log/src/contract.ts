import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { concurrencyContract } from './contract-concurrency.ts';
import { append, event } from './contract-subject.ts';
import type { EventLogSubject } from './contract-subject.ts';
import type { EventLog, Head, StoredEvent } from './event-log.ts';

export type { EventLogSubject } from './contract-subject.ts';

/** What every driver of the event log does. Call it inside a test file with a way to make fresh storages. */
export function describeEventLog(name: string, create: () => Promise<EventLogSubject>): void {
  describe(`event log: ${name}`, () => {
    let subject: EventLogSubject;
    let opened: EventLog[];
    const open = async () => {
      const log = await subject.open();
      opened.push(log);
      return log;
    };
    beforeEach(async () => {
      subject = await create();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((log) => log.close()));
      await subject.dispose();
    });

    it('gives back what was appended, numbered from 1 without gaps', async () => {
      const log = await open();
      expect(await log.head('a')).toBe(0);
      expect(await log.append(append('a', 0, [event({ text: '你好 😀 \u0000' }), event(null, { by: 'p1' })]))).toEqual({
        status: 'committed',
        revision: 2,
      });
      expect(await log.append(append('a', 2, [event([1.5, -0.25, true], { type: 'counted', at: 2000 })]))).toEqual({
        status: 'committed',
        revision: 3,
      });
      expect(await log.read('a', 0)).toEqual([
        { revision: 1, type: 'noted', at: 1000, data: { text: '你好 😀 \u0000' } },
        { revision: 2, type: 'noted', at: 1000, by: 'p1', data: null },
        { revision: 3, type: 'counted', at: 2000, data: [1.5, -0.25, true] },
      ]);
      expect((await log.read('a', 1, 1)).map(({ revision }) => revision)).toEqual([2]);
      expect(await log.read('a', 3)).toEqual([]);
      expect(await log.head('a')).toBe(3);
      expect(await log.read('b', 0)).toEqual([]);
    });

    it('refuses another expected revision than the head, below and above, and writes nothing', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1), event(2)]));
      for (const expected of [0, 1, 3, 99]) {
        expect(await log.append(append('a', expected, [event('no')], ['no']))).toEqual({
          status: 'conflict',
          revision: 2,
        });
      }
      expect(await log.head('a')).toBe(2);
      expect(await log.commands('a', [{ author: 'p1', id: 'no' }])).toEqual([]);
    });

    it('keeps the keys of accepted commands and refuses them a second time, whatever the head', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1)], ['c1', 'c2']));
      for (const expected of [0, 1]) {
        expect(await log.append(append('a', expected, [event(2)], ['c3', 'c2']))).toEqual({
          status: 'duplicate',
          author: 'p1',
          id: 'c2',
        });
      }
      expect(await log.head('a')).toBe(1);
      const keys = ['c1', 'c2', 'c3'].map((id) => ({ author: 'p1', id }));
      const found = await log.commands('a', keys);
      expect(found.sort((x, y) => x.id.localeCompare(y.id))).toEqual([
        { author: 'p1', id: 'c1', contentHash: 'hash-c1', answer: { id: 'c1' }, revision: 1 },
        { author: 'p1', id: 'c2', contentHash: 'hash-c2', answer: { id: 'c2' }, revision: 1 },
      ]);
      expect(await log.commands('b', keys)).toEqual([]);
      expect(await log.commands('a', [{ author: 'p2', id: 'c1' }])).toEqual([]);
      expect((await log.append(append('b', 0, [event(1)], ['c1']))).status).toBe('committed');
    });

    it('takes a command without events, and refuses a batch that holds a key twice', async () => {
      const log = await open();
      expect(await log.append(append('a', 0, [], ['c1']))).toEqual({ status: 'committed', revision: 0 });
      expect((await log.commands('a', [{ author: 'p1', id: 'c1' }])).length).toBe(1);
      expect((await log.append(append('a', 1, [], ['c2']))).status).toBe('conflict');
      expect((await log.append(append('a', 0, [event(1)], ['c3', 'c3']))).status).toBe('duplicate');
      expect(await log.head('a')).toBe(0);
    });

    it('lets each of many simultaneous appends have its own outcome, in the order of the calls', async () => {
      const log = await open();
      const outcomes = await Promise.all([
        log.append(append('a', 0, [event(1)], ['c1'])),
        log.append(append('a', 0, [event('late')], ['c2'])),
        log.append(append('a', 1, [event(2)], ['c1'])),
        log.append(append('a', 1, [event(2), event(3)], ['c3'])),
        log.append(append('b', 0, [event('b')])),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        ...['committed', 'conflict', 'duplicate', 'committed', 'committed'],
      ]);
      expect((await log.read('a', 0)).map(({ data }) => data)).toEqual([1, 2, 3]);
    });

    it('follows a stream from a revision: first what is there, then what comes, each once', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1), event(2)]));
      const seen: StoredEvent[] = [];
      const following = log.follow('a', 1, (events) => {
        expect(events.length).toBeGreaterThan(0);
        seen.push(...events);
      });
      await vi.waitFor(() => expect(seen.length).toBe(1));
      for (let revision = 2; revision < 40; revision += 1) await log.append(append('a', revision, [event(revision)]));
      await log.append(append('b', 0, [event('other stream')]));
      await vi.waitFor(() => expect(seen.length).toBe(39));
      expect(seen).toEqual(await log.read('a', 1));
      following.close();
      await log.append(append('a', 40, [event('unheard')]));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(seen.length).toBe(39);
    });

    it('tells followers what another opener has appended', async () => {
      const [here, there] = [await open(), await open()];
      const one: number[] = [];
      const all = new Map<string, number>();
      let head = 0;
      here.follow('a', 0, (events) => one.push(...events.map(({ revision }) => revision)));
      here.followHead('a', 0, (revision) => void (head = revision));
      here.followHeads(0, (heads) => heads.forEach(({ stream, revision }) => all.set(stream, revision)));
      await there.append(append('a', 0, [event(1), event(2)]));
      await there.append(append('b', 0, [event(1)]));
      await vi.waitFor(() => expect([one, head, Object.fromEntries(all)]).toEqual([[1, 2], 2, { a: 2, b: 1 }]), 3000);
    });

    it('tells how far each stream has grown, in the order of positions, and from any of them', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1)]));
      await log.append(append('b', 0, [event(2), event(3)]));
      await log.append(append('a', 1, [event(4)]));
      const [first = 0, , , last = 0] = (await log.readAll(0)).map(({ position }) => position);
      const [all, late, none]: [Head[], Head[], Head[]] = [[], [], []];
      log.followHeads(0, (heads) => all.push(...heads));
      log.followHeads(first, (heads) => late.push(...heads));
      log.followHeads(last, (heads) => none.push(...heads));
      const revisions: number[] = [];
      log.followHead('a', 1, (revision) => revisions.push(revision));
      await vi.waitFor(() =>
        expect(all.map(({ stream, revision }) => [stream, revision])).toEqual([
          ['b', 2],
          ['a', 2],
        ]),
      );
      await vi.waitFor(() => expect(late).toEqual(all));
      await vi.waitFor(() => expect(revisions).toEqual([2]));
      await log.append(append('b', 2, [event(5)]));
      await vi.waitFor(() => expect(none.map(({ stream, revision }) => [stream, revision])).toEqual([['b', 3]]));
      expect(none[0]?.position).toBeGreaterThan(last);
      expect(revisions).toEqual([2]);
    });

    it('reads all streams by position, and on from any of them', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1)]));
      await log.append(append('b', 0, [event(2), event(3)]));
      await log.append(append('a', 1, [event(4)]));
      const seen = await log.readAll(0);
      expect(seen.map(({ stream, revision, data }) => [stream, revision, data])).toEqual([
        ['a', 1, 1],
        ['b', 1, 2],
        ['b', 2, 3],
        ['a', 2, 4],
      ]);
      const second = seen[1]?.position ?? 0;
      expect(await log.readAll(second, 1)).toEqual(seen.slice(2, 3));
      expect(await log.readAll(seen[3]?.position ?? 0)).toEqual([]);
    });

    it('goes on following when a listener throws', async () => {
      const log = await open();
      const seen: number[] = [];
      log.follow('a', 0, (events) => {
        seen.push(...events.map(({ revision }) => revision));
        throw new Error('a fault in the listener (expected in this test)');
      });
      await log.append(append('a', 0, [event(1)]));
      await vi.waitFor(() => expect(seen).toEqual([1]));
      await log.append(append('a', 1, [event(2)]));
      await vi.waitFor(() => expect(seen).toEqual([1, 2]));
    });

    it('keeps the newest snapshot of a version', async () => {
      const log = await open();
      expect(await log.loadSnapshot('a', 'v1')).toBeUndefined();
      await log.saveSnapshot('a', { revision: 5, version: 'v1', state: { people: { p1: '李雷' } } });
      await log.saveSnapshot('a', { revision: 4, version: 'v1', state: 'older' });
      expect(await log.loadSnapshot('a', 'v1')).toEqual({ revision: 5, state: { people: { p1: '李雷' } } });
      await log.saveSnapshot('a', { revision: 6, version: 'v1', state: [] });
      expect(await log.loadSnapshot('a', 'v1')).toEqual({ revision: 6, state: [] });
      expect(await log.loadSnapshot('a', 'v2')).toBeUndefined();
      expect(await log.loadSnapshot('b', 'v1')).toBeUndefined();
      await log.saveSnapshot('a', { revision: 3, version: 'v2', state: 'other' });
      expect(await log.loadSnapshot('a', 'v2')).toEqual({ revision: 3, state: 'other' });
      await log.forgetSnapshots();
      expect(await log.loadSnapshot('a', 'v2')).toBeUndefined();
    });

    it('keeps cursors and lists streams', async () => {
      const log = await open();
      expect(await log.loadCursor('mailer')).toBe(0);
      await log.saveCursor('mailer', 7);
      await log.saveCursor('mailer', 9);
      await log.append(append('run:2', 0, [event(1)]));
      await log.append(append('run:10', 0, [event(1)]));
      await log.append(append('workspace', 0, [event(1)]));
      await log.append(append('run:empty', 0, [], ['c1']));
      expect(await log.loadCursor('mailer')).toBe(9);
      expect(await log.streams()).toEqual(['run:10', 'run:2', 'workspace']);
      expect(await log.streams('run:')).toEqual(['run:10', 'run:2']);
    });

    it('has everything after closing and opening again', async () => {
      const before = await open();
      await before.append(append('a', 0, [event({ text: 'kept' })], ['c1']));
      await before.saveCursor('mailer', 3);
      const events = await before.readAll(0);
      await before.close();
      await expect(before.head('a')).rejects.toMatchObject({ name: 'LogUnavailable', reason: 'closed' });
      const after = await open();
      expect(await after.readAll(0)).toEqual(events);
      expect(await after.loadCursor('mailer')).toBe(3);
      expect((await after.append(append('a', 1, [event(2)], ['c1']))).status).toBe('duplicate');
    });

    it('answers what it was asked before it was closed', async () => {
      const log = await open();
      const appending = log.append(append('a', 0, [event(1)]));
      await log.close();
      expect(await appending).toEqual({ status: 'committed', revision: 1 });
      await log.close();
    });

    it('is healthy', async () => {
      const log = await open();
      await log.append(append('a', 0, [event(1)]));
      expect(log.health()).toEqual({ ok: true });
    });
  });

  describe(`event log under concurrency: ${name}`, () => concurrencyContract(create));
}
