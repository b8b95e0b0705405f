import { createLocalCluster } from '@rostrum/cluster';
import { expect, it } from 'vitest';
import { holdsOf } from './holds.ts';

it('[TN7] what one node holds another waits for, and other names it does not', async () => {
  const { leases } = createLocalCluster();
  const [here, there] = [holdsOf(leases), holdsOf(leases)];
  const told: string[] = [];
  const held = Promise.withResolvers<undefined>();
  const first = here.run('a', async () => {
    await held.promise;
    told.push('here');
    throw new Error('lost');
  });
  const second = there.run('a', async () => told.push('there'));
  await there.run('b', async () => told.push('b'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(told).toEqual(['b']);
  held.resolve(undefined);
  await expect(first).rejects.toThrow('lost');
  await second;
  expect(told).toEqual(['b', 'here', 'there']);
});
