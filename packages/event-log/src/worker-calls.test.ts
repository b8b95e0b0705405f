import { expect, it } from 'vitest';
import { openWorkerCalls } from './worker-calls.ts';

const url = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, method }) => {
      if (method === 'exit') process.exit(3);
      if (method === 'throw') throw new Error('a fault (expected in this test)');
      if (method === 'silent') return;
      parentPort.postMessage({ id, ok: true, value: method });
      if (method === 'close') parentPort.close();
    });
  `)}`,
);

it('rejects what a dying worker owed, and goes on with a new one', async () => {
  const calls = openWorkerCalls({ url, workerData: undefined, onNotice: () => undefined });
  expect(await calls.call('first', [])).toBe('first');
  for (const end of ['exit', 'throw']) {
    const owed = [calls.call('silent', []), calls.call(end, [])];
    for (const outcome of await Promise.allSettled(owed)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailable', reason: 'crashed' } });
    }
    expect(await calls.call('again', [])).toBe('again');
  }
  await calls.close();
  await expect(calls.call('late', [])).rejects.toMatchObject({ reason: 'closed' });
  await calls.close();
});
