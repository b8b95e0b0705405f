import type { Author, Context, Instant, Role } from '../kernel.ts';

/** The instant at which the world of the tests begins: 2026-05-22 09:00 in Shanghai. */
export const DAWN: Instant = Date.UTC(2026, 4, 22, 1, 0);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** Ids a1, a2, …: what a test can write down. */
export const shortIds = (prefix = 'a'): (() => string) => {
  let last = 0;
  return () => `${prefix}${(last += 1)}`;
};
/** Ids as long as real ones (22 characters), for tests of size. */
export const longIds = (): (() => string) => {
  let last = 0;
  return () => `id${(last += 1).toString(36).padStart(20, '0')}`;
};

/** A pseudo-random number generator (mulberry32): the same seed gives the same numbers, from 0 to below 1. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A deterministic context for one decision. */
export const contextOf = (author: Author, given: Partial<Omit<Context, 'author'>> = {}): Context => {
  const next = shortIds();
  const random = seeded(1);
  const now = given.now ?? DAWN;
  return {
    author,
    now,
    pressed: given.pressed ?? now,
    command: given.command ?? 'press-0000001',
    newId: given.newId ?? next,
    random: given.random ?? ((limit) => Math.floor(random() * limit)),
  };
};

export const as = (role: Role, participant: string): Author => ({ role, participant });
export const SYSTEM: Author = { role: 'system' };
export const OWNER: Author = { role: 'owner' };
/** An asker without a name: the hash of a secret on the phone, and nothing else. */
export const anonymously = (secret: string, role: Role = 'audience'): Author => ({ role, anonymous: secret });
