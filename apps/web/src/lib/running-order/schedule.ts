import { remaining, spent, type ClockView, type ItemView } from '@rostrum/domain';

/** What the plan and the session so far say; instants are epoch milliseconds on the server's clock. */
export interface ScheduleFacts {
  readonly status: 'unopened' | 'prepared' | 'live' | 'ended' | 'closed';
  readonly startsAt: number;
  readonly endedAt?: number;
  /** In running order. */
  readonly items: readonly ItemView[];
  readonly current?: string;
  /** The clock of the current item. */
  readonly clock?: ClockView;
}
export interface ScheduleRow {
  readonly item: ItemView;
  /** What stands in the gutter: it is over, on now, or to come. */
  readonly is: 'past' | 'now' | 'todo';
  /** When it began, or when it will as things stand. */
  readonly at: number;
  /** Milliseconds spoken so far; absent for what has not run. */
  readonly real?: number;
  /** It took, or has taken, longer than it may. */
  readonly late: boolean;
}
export interface Schedule {
  readonly rows: readonly ScheduleRow[];
  readonly endsAt: number;
  /** Milliseconds behind the plan; negative when ahead. */
  readonly behind: number;
}

/**
 * Where each item stands and when all will be over. What is left of the current item is what its clock has left; an
 * item whose time is up, or that has ended, needs nothing more; whatever comes after takes its planned time. Items
 * before the current one that never ran have been passed over and are not expected any more. The drift compares the
 * expected end with the start and the minutes that were planned.
 */
export const scheduleOf = (facts: ScheduleFacts, now: number): Schedule => {
  const { items, current, clock } = facts;
  const planned = facts.startsAt + sum(items.map((one) => one.planned));
  const here = items.findIndex((one) => one.item === current);
  const live = facts.status === 'live';
  let cursor = facts.status === 'prepared' ? Math.max(facts.startsAt, now) : now;
  const rows = items.map((item, index): ScheduleRow => {
    if (item.item === current) {
      const real = clock ? spent(clock, now) : (item.spoke ?? 0);
      const left = !live || clock?.status === 'ended' ? 0 : Math.max(0, clock ? remaining(clock, now) : item.planned);
      const at = item.openedAt ?? cursor;
      cursor += left;
      const late = real > (clock?.limit ?? item.planned);
      return { item, is: live ? 'now' : 'past', at, ...(real > 0 ? { real } : {}), late };
    }
    const passed = item.status === 'done' || index < here;
    const real = item.spoke ?? (item.openedAt === undefined ? undefined : 0);
    if (item.status === 'done' || (passed && item.openedAt !== undefined)) {
      return { item, is: 'past', at: item.openedAt ?? facts.startsAt, ...took(real), late: (real ?? 0) > item.planned };
    }
    const at = cursor;
    if (!passed && facts.status !== 'ended') cursor += item.planned;
    return { item, is: 'todo', at, ...took(item.spoke), late: false };
  });
  const endsAt = facts.endedAt ?? cursor;
  return { rows, endsAt, behind: endsAt - planned };
};

const took = (real: number | undefined): { real?: number } => (real === undefined || real === 0 ? {} : { real });
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** Half a minute either way is on time: nobody steers by less. */
const TOLERANCE = 30_000;
export type Drift = { readonly is: 'on-time' } | { readonly is: 'behind' | 'ahead'; readonly by: number };
export const driftOf = (behind: number): Drift => {
  if (Math.abs(behind) < TOLERANCE) return { is: 'on-time' };
  return behind > 0 ? { is: 'behind', by: behind } : { is: 'ahead', by: -behind };
};
