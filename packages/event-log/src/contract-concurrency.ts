import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { append, event } from './contract-subject.ts';
import type { EventLogSubject } from './contract-subject.ts';
import type { EventLog, Json } from './event-log.ts';

/** What remains true when two processes append to the same streams. */
export function concurrencyContract(create: () => Promise<EventLogSubject>): void {
  let subject: EventLogSubject;
  let logs: EventLog[];
  beforeEach(async () => {
    subject = await create();
    logs = [await subject.open(), await subject.open()];
  });
  afterEach(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await subject.dispose();
  });

  it('equals a list in memory under random appends by two openers', { timeout: 60_000 }, async () => {
    let run = 0;
    const step = fc.record({
      opener: fc.nat(1),
      stream: fc.constantFrom('x', 'y'),
      offset: fc.constantFrom(0, 0, 0, -1, 1),
      count: fc.nat(3),
      ids: fc.array(fc.nat(25), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        run += 1;
        const model = new Map<string, { events: Json[]; keys: Set<string> }>();
        for (const [index, { opener, stream, offset, count, ids }] of steps.entries()) {
          const name = `run${run}${stream}`;
          const kept = model.get(name) ?? { events: [], keys: new Set<string>() };
          model.set(name, kept);
          const events = Array.from({ length: count }, (_, n) => event([index, n]));
          const batch = append(name, kept.events.length + offset, events, ids.map(String));
          const appended = await logs[opener]?.append(batch);
          const repeated = new Set(ids).size < ids.length || ids.some((id) => kept.keys.has(String(id)));
          if (repeated) expect(appended?.status).toBe('duplicate');
          else if (offset !== 0) expect(appended).toEqual({ status: 'conflict', revision: kept.events.length });
          else {
            kept.events.push(...events.map(({ data }) => data));
            for (const id of ids) kept.keys.add(String(id));
            expect(appended).toEqual({ status: 'committed', revision: kept.events.length });
          }
        }
        for (const [name, { events, keys }] of model) {
          const stored = (await logs[0]?.read(name, 0)) ?? [];
          expect(stored.map(({ data }) => data)).toEqual(events);
          expect(stored.map(({ revision }) => revision)).toEqual(events.map((_, n) => n + 1));
          const all = Array.from({ length: 26 }, (_, id) => ({ author: 'p1', id: String(id) }));
          const found = (await logs[1]?.commands(name, all)) ?? [];
          expect(new Set(found.map(({ id }) => id))).toEqual(keys);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('lets openers race for one stream: each revision has one winner', { timeout: 60_000 }, async () => {
    const wins: string[] = [];
    await Promise.all(
      logs.map(async (log, opener) => {
        let revision = 0;
        for (let n = 0; n < 60; n += 1) {
          const appended = await log.append(append('a', revision, [event(`${opener}.${n}`)], [`${opener}.${n}`]));
          if (appended.status === 'duplicate') throw new Error('a key that was never accepted is taken');
          if (appended.status === 'committed') wins.push(`${opener}.${n}`);
          revision = appended.revision;
        }
      }),
    );
    const stored = (await logs[0]?.read('a', 0)) ?? [];
    expect(stored.map(({ revision }) => revision)).toEqual(wins.map((_, n) => n + 1));
    expect(stored.map(({ data }) => data).sort()).toEqual(wins.sort());
  });
}
