import { expect, it } from 'vitest';
import { createAppendQueue } from './append-queue.ts';
import type { Appended } from './event-log.ts';
import type { EncodedAppend } from './encoded.ts';

const batch = (expectedRevision: number): EncodedAppend => ({
  stream: 's',
  expectedRevision,
  events: [],
  commands: [],
});
const answers = (group: EncodedAppend[]): Appended[] =>
  group.map(({ expectedRevision }) => ({ status: 'committed', revision: expectedRevision }));

/** A queue whose commits are answered by hand. */
function heldQueue(maxGroup?: number) {
  const groups: number[][] = [];
  const settle: ((error?: Error) => void)[] = [];
  const queue = createAppendQueue((group) => {
    groups.push(group.map(({ expectedRevision }) => expectedRevision));
    return new Promise((resolve, reject) => settle.push((error) => (error ? reject(error) : resolve(answers(group)))));
  }, maxGroup);
  const turn = () => new Promise((resolve) => setTimeout(resolve, 2));
  const settleNext = async (error?: Error) => {
    await turn();
    settle.shift()?.(error);
    await turn();
  };
  return { groups, queue, settleNext };
}

it('commits together what came while a commit was under way, in the order of the calls', async () => {
  const { groups, queue, settleNext } = heldQueue(3);
  const appended = [1, 2, 3, 4, 5].map((n) => queue.append(n === 1 ? later(batch(n)) : Promise.resolve(batch(n))));
  await settleNext();
  const sixth = queue.append(Promise.resolve(batch(6)));
  await settleNext();
  await settleNext();
  expect(groups).toEqual([[1], [2, 3, 4], [5, 6]]);
  expect((await Promise.all([...appended, sixth])).map((each) => 'revision' in each && each.revision)).toEqual([
    ...[1, 2, 3, 4, 5, 6],
  ]);
  await queue.idle();
});

it('lets only those fail that shared a failed commit, or could not be encoded', async () => {
  const { groups, queue, settleNext } = heldQueue();
  const results = Promise.allSettled([
    queue.append(Promise.resolve(batch(1))),
    queue.append(Promise.resolve(batch(2))),
    queue.append(Promise.reject(new Error('not encoded'))),
    queue.append(Promise.resolve(batch(3))),
  ]);
  await settleNext();
  const after = queue.append(Promise.resolve(batch(4)));
  await settleNext(new Error('disk full'));
  await settleNext();
  expect(groups).toEqual([[1], [2, 3], [4]]);
  expect((await results).map((each) => (each.status === 'rejected' ? String(each.reason) : each.status))).toEqual([
    ...['fulfilled', 'Error: disk full', 'Error: not encoded', 'Error: disk full'],
  ]);
  expect((await after).status).toBe('committed');
});

async function later<T>(value: T): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return value;
}
