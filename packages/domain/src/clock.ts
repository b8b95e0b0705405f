import type { Duration, Instant } from './kernel.ts';

/** The clock of one item. Only instants and durations: every screen computes what it shows from its own server clock. */
export interface Clock {
  status: 'ready' | 'running' | 'paused' | 'ended';
  limit: Duration;
  /** Time spent before the present run. */
  elapsed: Duration;
  /** The present run began here; only while running. */
  startedAt?: Instant;
  warnAt: Duration;
  finalAt: Duration;
}

export type Phase = 'normal' | 'warning' | 'final' | 'over';

export const newClock = (item: { planned: Duration; warnAt: Duration; finalAt: Duration }): Clock => ({
  status: 'ready',
  limit: item.planned,
  elapsed: 0,
  warnAt: item.warnAt,
  finalAt: item.finalAt,
});
/** Milliseconds spent by `now`. */
export const spent = (clock: Clock, now: Instant): Duration =>
  clock.elapsed + (clock.startedAt === undefined ? 0 : Math.max(0, now - clock.startedAt));
/** Milliseconds left by `now`; negative once over time. */
export const remaining = (clock: Clock, now: Instant): Duration => clock.limit - spent(clock, now);
/** CD2: warning and final begin when exactly their threshold is left; over begins once nothing is left. */
export const phase = (clock: Clock, now: Instant): Phase => {
  const left = remaining(clock, now);
  if (left < 0) return 'over';
  if (left <= clock.finalAt) return 'final';
  return left <= clock.warnAt ? 'warning' : 'normal';
};
