import { join } from 'node:path';
import { openSqliteEventLog, type EventLog } from '@rostrum/event-log';
import type { Context, Decision, Stamp } from '@rostrum/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDir, tempDir } from '../testing/server.ts';
import type { Domain, Job } from './decide-batch.ts';
import { StreamRuntime, type RuntimeTools } from './stream-runtime.ts';

interface Tally {
  readonly open: boolean;
  readonly sum: number;
  readonly order: readonly string[];
  readonly pressed?: number;
}
type Command = { type: 'add'; amount: number } | { type: 'open' } | { type: 'close' } | { type: 'ask' };
type Event = { type: 'added'; amount: number; id: string; pressed: number } | { type: 'opened' } | { type: 'closed' };

/** The smallest domain with a state that refuses: amounts are taken while it is open. */
const tally: Domain<Tally, Command, Event> = {
  initial: { open: true, sum: 0, order: [] },
  decide: (state, command, context: Context): Decision<Event> => {
    if (command.type === 'open') return { ok: true, events: [{ type: 'opened' }] };
    if (command.type === 'close') return { ok: true, events: [{ type: 'closed' }] };
    if (command.type === 'ask') return { ok: true, events: [], answer: { sum: state.sum } };
    if (!state.open) return { ok: false, code: 'tally-closed' };
    const { amount } = command;
    const event: Event = { type: 'added', amount, id: context.command, pressed: context.pressed };
    return { ok: true, events: [event], answer: { sum: state.sum + amount } };
  },
  evolve: (state, events: readonly (Event & Stamp)[]) =>
    events.reduce<Tally>((now, event) => {
      if (event.type === 'opened') return { ...now, open: true };
      if (event.type === 'closed') return { ...now, open: false };
      return { open: now.open, sum: now.sum + event.amount, order: [...now.order, event.id], pressed: event.pressed };
    }, state),
};

let dir: string;
let log: EventLog;
let reports: string[];
let clock: number;
const opened: StreamRuntime<Tally, Command, Event>[] = [];

const tools = (over: Partial<RuntimeTools> = {}): RuntimeTools => ({
  log,
  now: () => clock,
  newId: () => 'fresh',
  random: () => 0,
  stateVersion: 'v',
  report: (_error, what) => void reports.push(what),
  ...over,
});
const open = async (over: Partial<RuntimeTools> = {}) => {
  const runtime = await StreamRuntime.open('tally', tally, tools(over));
  opened.push(runtime);
  return runtime;
};
const job = (id: string, command: Command, over: Partial<Job<Command>> = {}): Job<Command> => ({
  author: { role: 'host', participant: 'p1' },
  command,
  id,
  keyAuthor: 'p1',
  contentHash: JSON.stringify(command),
  ...over,
});
const add = (id: string, amount: number, over: Partial<Job<Command>> = {}) => job(id, { type: 'add', amount }, over);
/** The log with one of its methods replaced. */
const logWith = (over: Partial<EventLog>): EventLog =>
  new Proxy(log, {
    get: (target, name) => {
      const own = (over as Record<string | symbol, unknown>)[name];
      if (own !== undefined) return own;
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });

beforeEach(async () => {
  dir = await tempDir();
  reports = [];
  clock = 1_700_000_000_000;
  log = await openSqliteEventLog({ file: join(dir, 'events.sqlite') });
});
afterEach(async () => {
  for (const runtime of opened.splice(0)) await runtime.close();
  await log.close();
  await removeDir(dir);
});

test('the same id with the same content gets the first answer and has one effect', async () => {
  const runtime = await open();
  const first = await runtime.submit(add('a', 2));
  await runtime.submit(add('b', 5));
  expect(await runtime.submit(add('a', 2))).toEqual(first);
  expect(first).toEqual({ ok: true, revision: 1, answer: { sum: 2 } });
  expect(runtime.state.sum).toBe(7);
});

test('the same id with other content is refused, of another author it is another command', async () => {
  const runtime = await open();
  await runtime.submit(add('a', 2));
  expect(await runtime.submit(add('a', 3))).toEqual({ ok: false, code: 'command-id-reused' });
  expect(await runtime.submit(add('a', 3, { keyAuthor: 'p2' }))).toMatchObject({ ok: true });
  expect(runtime.state.sum).toBe(5);
});

test('twice in one batch it has one effect, and both get the same answer', async () => {
  const runtime = await open();
  const [one, other] = await Promise.all([runtime.submit(add('a', 2)), runtime.submit(add('a', 2))]);
  expect(one).toEqual(other);
  expect(runtime.state.order).toEqual(['a']);
});

test('a refusal is not remembered: the same command is carried out once the state allows it', async () => {
  const runtime = await open();
  await runtime.submit(job('shut', { type: 'close' }));
  expect(await runtime.submit(add('a', 2))).toEqual({ ok: false, code: 'tally-closed' });
  await runtime.submit(job('again', { type: 'open' }));
  expect(await runtime.submit(add('a', 2))).toMatchObject({ ok: true });
  expect(runtime.state.sum).toBe(2);
});

test('an answer without events is remembered too', async () => {
  const runtime = await open();
  await runtime.submit(add('a', 2));
  const first = await runtime.submit(job('q', { type: 'ask' }));
  await runtime.submit(add('b', 2));
  expect(await runtime.submit(job('q', { type: 'ask' }))).toEqual(first);
});

test('what arrives in one turn goes into one write, in the order of arrival', async () => {
  const sizes: number[] = [];
  const runtime = await open({
    log: logWith({
      append: (batch) => {
        sizes.push(batch.events.length);
        return log.append(batch);
      },
    }),
  });
  await Promise.all(Array.from({ length: 200 }, (_, n) => runtime.submit(add(`c${n}`, 1))));
  expect(sizes).toEqual([200]);
  expect(runtime.state.order).toEqual(Array.from({ length: 200 }, (_, n) => `c${n}`));
});

test('two runtimes on one log lose nothing and come to one order', async () => {
  const [one, other] = [await open(), await open()];
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      await new Promise((wait) => setTimeout(wait, n % 7));
      return (n % 2 ? one : other).submit(add(`c${n}`, 1));
    }),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  await expect.poll(() => [one.revision, other.revision]).toEqual([60, 60]);
  expect(one.state).toEqual(other.state);
  expect(new Set(one.state.order).size).toBe(60);
});

test('[AC5] a refusal waits for the end of the log: what another node has opened is not refused', async () => {
  // This node hears nothing of what the other commits.
  const deaf = await open({ log: logWith({ follow: () => ({ close: () => undefined }) }) });
  await deaf.submit(job('shut', { type: 'close' }));
  const other = await open();
  await other.submit(job('again', { type: 'open' }));
  expect(deaf.state.open).toBe(false);
  expect(await deaf.submit(add('a', 2))).toMatchObject({ ok: true, revision: 3 });
});

test('[AC5] what another node has carried out while this one decides gets that answer, not a refusal', async () => {
  const other = await open();
  const deaf = await open({
    log: logWith({
      follow: () => ({ close: () => undefined }),
      // The retry reached the other node and a close came after it, between this node's look at the keys and its decision.
      head: async (stream) => {
        if (other.revision === 2) {
          await other.submit(job('open', { type: 'open' }));
          await other.submit(add('a', 2));
          await other.submit(job('shut again', { type: 'close' }));
        }
        return log.head(stream);
      },
    }),
  });
  await other.submit(add('first', 1));
  await other.submit(job('shut', { type: 'close' }));
  await deaf.submit(job('look', { type: 'ask' }));
  expect(await deaf.submit(add('a', 2))).toEqual({ ok: true, revision: 4, answer: { sum: 3 } });
  expect(other.state.order).toEqual(['first', 'a']);
});

test('AC4 a live command is refused when more than three seconds have passed since the press', async () => {
  const runtime = await open();
  expect(await runtime.submit(add('late', 1, { pressed: clock - 3_001 }))).toEqual({ ok: false, code: 'too-late' });
  expect(await runtime.submit(add('just', 1, { pressed: clock - 3_000 }))).toMatchObject({ ok: true });
  expect(runtime.state.pressed).toBe(clock - 3_000);
});

test('the instant of the press is never in the future and never before the last event', async () => {
  const runtime = await open();
  await runtime.submit(add('ahead', 1, { pressed: clock + 60_000 }));
  expect(runtime.state.pressed).toBe(clock);
  clock += 1_000;
  await runtime.submit(add('before', 1, { pressed: clock - 2_500 }));
  expect(runtime.state.pressed).toBe(clock - 1_000);
});

test('time never runs back in a stream, whatever the clock does', async () => {
  const runtime = await open();
  await runtime.submit(add('a', 1));
  clock -= 10_000;
  await runtime.submit(add('b', 1));
  const [first, second] = await log.read('tally', 0);
  expect(second?.at).toBe(first?.at);
});

test('an anonymous author leaves no one in the event', async () => {
  const runtime = await open();
  await runtime.submit(add('a', 1, { author: { role: 'audience', anonymous: 'h' }, keyAuthor: 'anonymous h' }));
  const [stored] = await log.read('tally', 0);
  expect(stored).not.toHaveProperty('by');
});

test('when the log fails the command is rejected, nothing has changed, and the next one works', async () => {
  let broken = true;
  const runtime = await open({
    log: logWith({
      append: (batch) => (broken ? Promise.reject(new Error('disk full')) : log.append(batch)),
    }),
  });
  await expect(runtime.submit(add('a', 2))).rejects.toThrow('disk full');
  expect(runtime.state.sum).toBe(0);
  broken = false;
  expect(await runtime.submit(add('a', 2))).toMatchObject({ ok: true });
});

test('closing saves a snapshot, from which the next opening goes on', async () => {
  const first = await open();
  await first.submit(add('a', 2));
  await first.submit(add('b', 3));
  await first.close();
  expect(await first.submit(add('c', 1))).toEqual({ ok: false, code: 'server-stopping' });
  const readFrom: number[] = [];
  const second = await open({
    log: logWith({
      read: (stream, after, limit) => {
        readFrom.push(after);
        return log.read(stream, after, limit);
      },
    }),
  });
  // The snapshot's last event once more, for its instant: nothing may be stamped before it.
  expect(readFrom).toEqual([1, 2]);
  expect(second.state).toEqual(first.state);
  expect(await second.submit(add('a', 2))).toMatchObject({ ok: true, revision: 1 });
  const other = await open({ stateVersion: 'another shape' });
  expect(other.state).toEqual(first.state);
});

test('a listener that throws is reported and stops neither the others nor the answer', async () => {
  const runtime = await open();
  const heard: number[] = [];
  runtime.onCommit(() => {
    throw new Error('a bug');
  });
  const stop = runtime.onCommit((_events, revision) => void heard.push(revision));
  expect(await runtime.submit(add('a', 2))).toMatchObject({ ok: true });
  stop();
  await runtime.submit(add('b', 2));
  expect(heard).toEqual([1]);
  expect(reports).toEqual(['commit listener', 'commit listener']);
});
