import type { ItemView } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { expectedTimes } from './expected-times.ts';

const MINUTE = 60_000;
const item = (id: string, key: number, more: Partial<ItemView> = {}): ItemView => ({
  item: id,
  key,
  kind: 'talk',
  title: id,
  planned: 10 * MINUTE,
  warnAt: 2 * MINUTE,
  finalAt: MINUTE / 2,
  status: 'waiting',
  ...more,
});
const order = (...items: ItemView[]) => Object.fromEntries(items.map((one) => [one.item, one]));
const clock = {
  item: 'b',
  status: 'running' as const,
  limit: 10 * MINUTE,
  elapsed: 0,
  startedAt: 100 * MINUTE,
  warnAt: 0,
  finalAt: 0,
};

it('plans a session that has not begun from its start', () => {
  const view = {
    order: order(item('b', 2, { kind: 'break' }), item('a', 1), item('c', 3)),
    session: { startsAt: 600 * MINUTE, status: 'prepared' as const },
  };
  expect(expectedTimes(view, 0).map(({ item: { item: id }, at, number }) => [id, at! / MINUTE, number])).toEqual([
    ['a', 600, 1],
    ['b', 610, undefined],
    ['c', 620, 2],
  ]);
});
it('goes on from what is left of the current talk, and from now once it is over time', () => {
  const view = {
    order: order(
      item('a', 1, { status: 'done', openedAt: 90 * MINUTE }),
      item('b', 2, { status: 'current', openedAt: 99 * MINUTE }),
      item('c', 3),
      item('d', 4),
    ),
    current: 'b',
    clock,
    session: { startsAt: 90 * MINUTE, status: 'live' as const },
  };
  const at = (now: number) => expectedTimes(view, now * MINUTE).map((one) => [one.at! / MINUTE, one.estimated]);
  expect(at(104)).toEqual([
    [90, false],
    [99, false],
    [110, true],
    [120, true],
  ]);
  expect(at(113)).toEqual([
    [90, false],
    [99, false],
    [113, true],
    [123, true],
  ]);
});
it('expects nothing more of a talk that has ended early, as the host does', () => {
  const view = {
    order: order(item('b', 1, { status: 'current', openedAt: 99 * MINUTE }), item('c', 2)),
    current: 'b',
    clock: { ...clock, status: 'ended' as const, elapsed: 4 * MINUTE },
    session: { startsAt: 90 * MINUTE, status: 'live' as const },
  };
  expect(expectedTimes(view, 105 * MINUTE)[1]!.at).toBe(105 * MINUTE);
});
it('promises nothing once the session has ended', () => {
  const view = { order: order(item('a', 1)), session: { startsAt: 0, status: 'ended' as const } };
  expect(expectedTimes(view, 5)[0]!.at).toBeUndefined();
});
