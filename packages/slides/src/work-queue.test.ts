import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

/** Work that ends when told to, and a list of what has started. */
function jobs() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { started, job, end };
}

test('what someone waits for goes before what can wait, and never more than the limit runs', async () => {
  const { started, job, end } = jobs();
  const queue = new WorkQueue(2, () => undefined);
  void queue.run('background', job('b1'));
  void queue.run('background', job('b2'));
  void queue.run('background', job('b3'));
  void queue.run('now', job('n1'));
  expect(started).toEqual(['b1', 'b2']);
  await end('b1');
  expect(started).toEqual(['b1', 'b2', 'n1']);
  await end('b2');
  expect(started).toEqual(['b1', 'b2', 'n1', 'b3']);
});

test('while paused, background work waits and other work goes on', async () => {
  const { started, job, end } = jobs();
  let idle = 0;
  const queue = new WorkQueue(1, () => (idle += 1));
  queue.pauseBackground();
  void queue.run('background', job('b1'));
  const now = queue.run('now', job('n1'));
  await end('n1');
  expect(await now).toBe('n1');
  expect(started).toEqual(['n1']);
  expect(idle).toBe(1);
  queue.resumeBackground();
  expect(started).toEqual(['n1', 'b1']);
  await end('b1');
  expect(idle).toBe(2);
});

test('an abort takes waiting work out and leaves the rest', async () => {
  const { started, job, end } = jobs();
  const queue = new WorkQueue(1, () => undefined);
  void queue.run('now', job('n1'));
  const abort = new AbortController();
  const waiting = queue.run('now', job('n2'), abort.signal);
  const last = queue.run('now', job('n3'));
  abort.abort(new Error('changed my mind'));
  await expect(waiting).rejects.toThrow('changed my mind');
  await end('n1');
  await end('n3');
  expect(await last).toBe('n3');
  expect(started).toEqual(['n1', 'n3']);
});

test('closing rejects what waits and what comes later', async () => {
  const { job } = jobs();
  const queue = new WorkQueue(1, () => undefined);
  void queue.run('now', job('n1'));
  const waiting = queue.run('background', job('b1'));
  queue.close();
  await expect(waiting).rejects.toThrow('closed');
  await expect(queue.run('now', job('n2'))).rejects.toThrow('closed');
});
