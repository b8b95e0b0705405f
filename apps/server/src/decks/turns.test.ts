import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('works in turn under one name, side by side under two, and goes on after a failure', async () => {
  const turns = new Turns();
  const told: string[] = [];
  const held = Promise.withResolvers<undefined>();
  const first = turns.run('a', async () => {
    await held.promise;
    told.push('a1');
    throw new Error('lost');
  });
  const second = turns.run('a', () => Promise.resolve(told.push('a2')));
  await turns.run('b', () => Promise.resolve(told.push('b1')));
  expect(told).toEqual(['b1']);
  held.resolve(undefined);
  await expect(first).rejects.toThrow('lost');
  expect(await second).toBe(3);
  expect(told).toEqual(['b1', 'a1', 'a2']);
  await turns.idle();
});
