import type { ClockView, ItemView } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import { driftOf, scheduleOf, type ScheduleFacts } from './schedule.ts';

const MINUTE = 60_000;
const START = 1_000 * MINUTE;
const item = (key: number, minutes: number, more: Partial<ItemView> = {}): ItemView => ({
  item: `i${key}`,
  key,
  kind: 'talk',
  title: `Talk ${key}`,
  planned: minutes * MINUTE,
  warnAt: 2 * MINUTE,
  finalAt: MINUTE / 2,
  status: 'waiting',
  ...more,
});
const clock = (more: Partial<ClockView> = {}): ClockView => ({
  item: 'i2',
  status: 'running',
  limit: 10 * MINUTE,
  elapsed: 0,
  startedAt: START + 6 * MINUTE,
  warnAt: 2 * MINUTE,
  finalAt: MINUTE / 2,
  ...more,
});
const items = [
  item(1, 5, { status: 'done', openedAt: START, closedAt: START + 6 * MINUTE, spoke: 6 * MINUTE }),
  item(2, 10, { status: 'current', openedAt: START + 6 * MINUTE }),
  item(3, 10),
];
const live: ScheduleFacts = { status: 'live', startsAt: START, items, current: 'i2', clock: clock() };
const at = (minutes: number): number => START + minutes * MINUTE;

describe('the schedule', () => {
  it('before its time a session ends when it is planned to, and lines its items up from its start', () => {
    const facts: ScheduleFacts = { status: 'prepared', startsAt: START, items: [item(1, 5), item(2, 10)] };
    const plan = scheduleOf(facts, at(-60));
    expect(plan.rows.map((row) => row.at)).toEqual([at(0), at(5)]);
    expect(plan).toMatchObject({ endsAt: at(15), behind: 0 });
  });

  it('a session that has not begun at its time is behind by as much', () => {
    expect(scheduleOf({ status: 'prepared', startsAt: START, items: [item(1, 5)] }, at(3)).behind).toBe(3 * MINUTE);
  });

  it('a running talk takes what its clock has left, and those that follow their planned time', () => {
    const plan = scheduleOf(live, at(9));
    expect(plan.rows.map(({ is, at: when, real, late }) => ({ is, when, real, late }))).toEqual([
      { is: 'past', when: at(0), real: 6 * MINUTE, late: true },
      { is: 'now', when: at(6), real: 3 * MINUTE, late: false },
      { is: 'todo', when: at(16), real: undefined, late: false },
    ]);
    expect(plan).toMatchObject({ endsAt: at(26), behind: MINUTE });
  });

  it('a minute added on the clock is a minute later', () => {
    expect(scheduleOf({ ...live, clock: clock({ limit: 11 * MINUTE }) }, at(9)).behind).toBe(2 * MINUTE);
  });

  it('over time pushes everything on, second by second, and so does a paused clock', () => {
    expect(scheduleOf(live, at(18)).behind).toBe(3 * MINUTE);
    expect(scheduleOf(live, at(18)).rows[1]).toMatchObject({ late: true, real: 12 * MINUTE });
    const paused = { status: 'paused' as const, elapsed: 3 * MINUTE };
    const { startedAt: _, ...still } = clock(paused);
    const before = scheduleOf({ ...live, clock: still }, at(9)).behind;
    expect(scheduleOf({ ...live, clock: still }, at(10)).behind - before).toBe(MINUTE);
  });

  it('a talk that ended early leaves its rest, once the next may come', () => {
    const { startedAt: _, ...ended } = clock({ status: 'ended', elapsed: 7 * MINUTE });
    expect(scheduleOf({ ...live, clock: ended }, at(13)).behind).toBe(-2 * MINUTE);
  });

  it('what was passed over is not waited for', () => {
    const passed = [item(1, 5), ...items.slice(1)];
    expect(scheduleOf({ ...live, items: passed }, at(9)).endsAt).toBe(at(26));
  });

  it('an ended session ended when it did', () => {
    expect(scheduleOf({ ...live, status: 'ended', endedAt: at(24) }, at(90))).toMatchObject({
      endsAt: at(24),
      behind: -MINUTE,
    });
  });

  it('half a minute is on time', () => {
    expect(driftOf(29_999)).toEqual({ is: 'on-time' });
    expect(driftOf(83_000)).toEqual({ is: 'behind', by: 83_000 });
    expect(driftOf(-31_000)).toEqual({ is: 'ahead', by: 31_000 });
  });
});
