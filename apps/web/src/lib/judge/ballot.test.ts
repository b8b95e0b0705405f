import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '#lib/sync/device-storage.ts';
import { Ballot } from './ballot.svelte.ts';

const PLACE = { session: 's', run: 1, participant: 'p' };
const ballot = (own?: readonly string[], most = 3, storage = new MemoryStorage()) =>
  new Ballot(() => ({ talks: ['a', 'b', 'c', 'd'], own, most }), PLACE, 'tie', storage);

describe('a ballot', () => {
  it('is filled best first, and takes no more than it has places', () => {
    const one = ballot();
    for (const talk of ['c', 'a', 'c', 'x', 'd', 'b']) one.add(talk);
    expect(one.chosen).toEqual(['c', 'a', 'd']);
    expect(one.rest).toEqual(['b']);
    expect(one.missing).toBe(0);
  });
  it('is moved about within its places, and taken out of', () => {
    const one = ballot(['a', 'b', 'c']);
    one.move('c', -1);
    expect(one.chosen).toEqual(['a', 'c', 'b']);
    one.move('a', -5);
    one.move('a', 5);
    expect(one.chosen).toEqual(['c', 'b', 'a']);
    one.remove('b');
    expect(one.missing).toBe(1);
  });
  it('differs from what was sent only when it does', () => {
    const one = ballot(['a', 'b', 'c']);
    expect(one.changed).toBe(false);
    one.move('a', 1);
    expect(one.changed).toBe(true);
    one.move('a', -1);
    expect(one.changed).toBe(false);
  });
  it('survives a reload until it is sent', () => {
    const storage = new MemoryStorage();
    ballot(undefined, 3, storage).add('b');
    const again = ballot(undefined, 3, storage);
    again.restore();
    expect(again.chosen).toEqual(['b']);
    again.settle();
    expect(storage.keys('rostrum.ballot/')).toEqual([]);
  });
});
