import { expect, it } from 'vitest';
import { reconnectDelay, Reconnector } from './reconnector.ts';
import { FakeTimers } from './testing/fake-timers.ts';

it('spreads attempts between one second and, with time, five', () => {
  expect([0, 1, 2, 3, 9].map((attempt) => reconnectDelay(attempt, 0))).toEqual([1000, 1000, 1000, 1000, 1000]);
  expect([0, 1, 2, 3, 9].map((attempt) => reconnectDelay(attempt, 1))).toEqual([2000, 4000, 5000, 5000, 5000]);
});

it('tries again and again until connected, at once when nudged, never after a stop', async () => {
  const timers = new FakeTimers();
  const opened: number[] = [];
  const reconnector = new Reconnector(
    () => opened.push(timers.local()),
    timers,
    () => 1,
  );
  reconnector.start();
  reconnector.lost();
  reconnector.lost();
  await timers.pass(2_000);
  reconnector.lost();
  await timers.pass(4_000);
  expect(opened).toEqual([0, 2_000, 6_000]);
  reconnector.connected();
  await timers.pass(10_000);
  reconnector.lost();
  reconnector.nudge();
  reconnector.nudge();
  expect(opened).toEqual([0, 2_000, 6_000, 16_000]);
  reconnector.lost();
  reconnector.stop();
  await timers.pass(10_000);
  expect(opened).toHaveLength(4);
});
