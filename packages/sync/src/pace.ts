/** While a storm lasts, a view is published at most once in so many milliseconds. */
export const PUBLISH_INTERVAL = 50;
/** Publishing to a crowd takes long itself, and the writes that follow as long again: it may fill a tenth of the time. */
const SHARE = 10;
const LONGEST_INTERVAL = 250;

/**
 * When a view that has just changed is to be published: at once when the last time is long ago (or never was), else
 * when the interval since then is over. `took`: how long publishing took the last time, where the change may wait for
 * that. Milliseconds of one monotonic clock.
 */
export function nextPublishAt(lastPublishedAt: number | undefined, now: number, took = 0): number {
  const interval = Math.min(LONGEST_INTERVAL, Math.max(PUBLISH_INTERVAL, SHARE * took));
  return lastPublishedAt === undefined ? now : Math.max(now, lastPublishedAt + interval);
}
