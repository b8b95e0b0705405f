import { expect, test } from 'vitest';
import { sameOrigin } from './incoming.ts';

const asked = (headers: Record<string, string>, trustProxy: number): boolean => sameOrigin({ headers }, trustProxy);
const OWN = { host: 'rostrum.test' };

test('[SE4] a socket is opened from our own pages only, or by what is no browser', () => {
  expect(asked({ ...OWN, origin: 'https://rostrum.test' }, 0)).toBe(true);
  expect(asked({ ...OWN, origin: 'https://other.test' }, 0)).toBe(false);
  expect(asked({ ...OWN, origin: 'null' }, 0)).toBe(false);
  expect(asked(OWN, 0)).toBe(true);
});

test('[SE4] a forwarded host counts only behind a trusted proxy, and the nearest to the browser of several', () => {
  const forwarded = { ...OWN, origin: 'https://other.test', 'x-forwarded-host': 'other.test' };
  expect(asked(forwarded, 0)).toBe(false);
  expect(asked(forwarded, 1)).toBe(true);
  expect(asked({ ...forwarded, 'x-forwarded-host': 'other.test, inner' }, 2)).toBe(true);
  expect(asked({ ...OWN, origin: 'https://rostrum.test' }, 1)).toBe(true);
});
