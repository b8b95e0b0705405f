import { expect, it } from 'vitest';
import { nextPublishAt } from './pace.ts';

it('publishes the first change at once, then at most one every 50 ms', () => {
  expect(nextPublishAt(undefined, 1000)).toBe(1000);
  expect(nextPublishAt(900, 1000)).toBe(1000);
  expect(nextPublishAt(950, 1000)).toBe(1000);
  expect(nextPublishAt(990, 1000)).toBe(1040);
});

it('a storm of changes every millisecond is published 20 times a second', () => {
  const published: number[] = [];
  let last: number | undefined;
  let due: number | undefined;
  for (let now = 0; now < 1000; now++) {
    due ??= nextPublishAt(last, now);
    if (now >= due) {
      published.push(now);
      last = now;
      due = undefined;
    }
  }
  expect(published).toEqual(Array.from({ length: 20 }, (_, n) => n * 50));
});

it('where publishing takes long, a change that may wait is published less often, but four times a second', () => {
  expect(nextPublishAt(1000, 1000, 4)).toBe(1050);
  expect(nextPublishAt(1000, 1000, 12)).toBe(1120);
  expect(nextPublishAt(1000, 1000, 90)).toBe(1250);
  expect(nextPublishAt(900, 1100, 12)).toBe(1100);
});
