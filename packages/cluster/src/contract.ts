import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cluster, Message, PresenceChange } from './cluster.ts';

/** A driver under test: nodes of one cluster. A driver of one process gives the same node again. */
export interface ClusterSubject {
  node(report: (error: unknown) => void): Promise<Cluster>;
  dispose(): Promise<void>;
}

/** What every driver of the cluster does. */
export function describeCluster(name: string, create: () => Promise<ClusterSubject>): void {
  describe(`cluster: ${name}`, () => {
    let subject: ClusterSubject;
    let here: Cluster;
    let there: Cluster;
    let reported: unknown[];
    const report = (error: unknown) => void reported.push(error);
    beforeEach(async () => {
      reported = [];
      subject = await create();
      here = await subject.node(report);
      there = await subject.node(report);
    });
    afterEach(async () => {
      await Promise.all([here.close(), there.close()]);
      await subject.dispose();
    });
    const quiet = () => new Promise((resolve) => setTimeout(resolve, 100));

    it('hands a message to all listeners of its topic on all nodes, in order, later, and to no others', async () => {
      const heard: Message[][] = [[], [], []];
      here.channel.subscribe('a', (message) => heard[0]?.push(message));
      there.channel.subscribe('a', (message) => heard[1]?.push(message));
      there.channel.subscribe('b', (message) => heard[2]?.push(message));
      await quiet();
      for (let n = 0; n < 5; n += 1) here.channel.publish('a', { n });
      expect(heard[0]).toEqual([]);
      const all = [0, 1, 2, 3, 4].map((n) => ({ n }));
      await vi.waitFor(() => expect(heard).toEqual([all, all, []]), 3000);
    });

    it('delivers what was said, not what became of it', async () => {
      const heard: Message[] = [];
      here.channel.subscribe('a', (message) => heard.push(message));
      await quiet();
      const message = { n: 1 };
      here.channel.publish('a', message);
      message.n = 2;
      await vi.waitFor(() => expect(heard).toEqual([{ n: 1 }]), 3000);
    });

    it('reports what a listener throws, and serves the others and the publisher as if nothing were', async () => {
      const heard: Message[] = [];
      const fault = new Error('a fault in the listener (expected in this test)');
      here.channel.subscribe('a', () => {
        throw fault;
      });
      here.channel.subscribe('a', (message) => heard.push(message));
      await quiet();
      here.channel.publish('a', 1);
      here.channel.publish('a', 2);
      await vi.waitFor(() => expect(heard).toEqual([1, 2]), 3000);
      expect(reported).toEqual([fault, fault]);
    });

    it('delivers nothing to a closed subscription, and leaves its neighbour alone', async () => {
      const heard: string[] = [];
      const listener = () => heard.push('x');
      const first = here.channel.subscribe('a', listener);
      here.channel.subscribe('a', listener);
      await quiet();
      first.close();
      first.close();
      here.channel.publish('a', null);
      await quiet();
      expect(heard).toEqual(['x']);
    });

    it('knows who is present, and tells of each change once', async () => {
      const changes: PresenceChange[] = [];
      there.presence.onChange('a', (change) => changes.push(change));
      await quiet();
      await here.presence.enter('a', 'c1', { role: 'host' });
      await here.presence.enter('a', 'c2', null);
      await here.presence.enter('b', 'c3', null);
      await here.presence.enter('a', 'c1', { role: 'judge' });
      expect(await there.presence.list('a')).toEqual([
        { member: 'c1', data: { role: 'judge' } },
        { member: 'c2', data: null },
      ]);
      expect(await there.presence.count('a')).toBe(2);
      await here.presence.leave('a', 'c1');
      await here.presence.leave('a', 'c1');
      await here.presence.leave('nowhere', 'c1');
      expect(await there.presence.count('a')).toBe(1);
      expect(await there.presence.count('nowhere')).toBe(0);
      expect(await there.presence.list('nowhere')).toEqual([]);
      await vi.waitFor(
        () =>
          expect(changes).toEqual([
            { type: 'entered', member: 'c1', data: { role: 'host' } },
            { type: 'entered', member: 'c2', data: null },
            { type: 'updated', member: 'c1', data: { role: 'judge' } },
            { type: 'left', member: 'c1' },
          ]),
        3000,
      );
    });

    it('tells who begins to listen who is there, and then what changes, each once', async () => {
      await here.presence.enter('a', 'c1', 1);
      await there.presence.enter('a', 'c2', 2);
      const changes: PresenceChange[][] = [[], []];
      there.presence.onChange('a', (change) => changes[0]?.push(change));
      const heard = (count: number) => vi.waitFor(() => expect(changes[0]?.length).toBe(count), 10_000);
      await heard(2);
      await here.presence.leave('a', 'c1');
      await heard(3);
      const second = there.presence.onChange('a', (change) => changes[1]?.push(change));
      await quiet();
      second.close();
      await here.presence.enter('a', 'c3', 3);
      const [one, two, three] = [1, 2, 3].map((n) => ({ type: 'entered', member: `c${n}`, data: n }));
      const left = { type: 'left', member: 'c1' };
      await vi.waitFor(() => expect(changes[0]).toEqual([one, two, left, three]), 3000);
      expect(changes[1]).toEqual([two]);
    });

    it('counts hits on all nodes together, up to the limit, until the window ends', async () => {
      const now = Date.now();
      const rule = (after: number) => ({ windowMs: 60_000, limit: 2, now: now + after });
      expect(await here.counters.peek('k', rule(0))).toEqual({ count: 0, allowed: true, retryAfterMs: 0 });
      expect(await here.counters.hit('k', rule(0))).toEqual({ count: 1, allowed: true, retryAfterMs: 0 });
      expect(await here.counters.peek('k', rule(10))).toEqual({ count: 1, allowed: true, retryAfterMs: 0 });
      expect(await there.counters.hit('k', rule(20))).toEqual({ count: 2, allowed: true, retryAfterMs: 0 });
      expect(await there.counters.peek('k', rule(30))).toEqual({ count: 2, allowed: false, retryAfterMs: 59_970 });
      expect(await here.counters.hit('k', rule(40))).toEqual({ count: 3, allowed: false, retryAfterMs: 59_960 });
      expect((await here.counters.hit('other', rule(40))).count).toBe(1);
      expect((await here.counters.peek('k', rule(60_000))).count).toBe(0);
      expect(await here.counters.hit('k', rule(60_000))).toEqual({ count: 1, allowed: true, retryAfterMs: 0 });
      await here.counters.reset('k');
      expect((await there.counters.hit('k', rule(60_010))).count).toBe(1);
    });

    it('leases a name to one holder at a time, until it is released', async () => {
      const lease = await here.leases.take('a', 2000);
      expect(lease?.held).toBe(true);
      expect(await there.leases.take('a', 2000)).toBeUndefined();
      expect(await here.leases.take('a', 2000)).toBeUndefined();
      const other = await there.leases.take('b', 2000);
      expect(other?.held).toBe(true);
      await lease?.release();
      await lease?.release();
      expect(lease?.held).toBe(false);
      const next = await there.leases.take('a', 2000);
      expect(next?.held).toBe(true);
      await next?.release();
      await other?.release();
    });

    it('renews a lease for as long as it is held, and gives it to one of many who ask at once', async () => {
      const asked = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? here : there).leases.take('a', 1500));
      const got = (await Promise.all(asked)).filter((lease) => lease !== undefined);
      expect(got.length).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(got[0]?.held).toBe(true);
      expect(await there.leases.take('a', 1500)).toBeUndefined();
      await got[0]?.release();
    });

    it('delivers nothing after it was closed', async () => {
      const heard: Message[] = [];
      here.channel.subscribe('a', (message) => heard.push(message));
      here.presence.onChange('a', ({ member }) => heard.push(member));
      await quiet();
      here.channel.publish('a', 'late');
      await here.presence.enter('a', 'c1', null);
      await here.close();
      await quiet();
      expect(heard.filter((message) => message === 'late').length).toBeLessThanOrEqual(1);
      const before = heard.length;
      there.channel.publish('a', 'later');
      await quiet();
      expect(heard.length).toBe(before);
    });
  });
}
