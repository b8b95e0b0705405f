/** While a storm lasts, a view is published at most once in so many milliseconds. */
export const PUBLISH_INTERVAL = 50;
/** Publishing to a large crowd takes long itself: it may fill one part in so many of the time, as far as this interval. */
const SHARE = 5;
const LONGEST_INTERVAL = 250;

/**
 * When a view that has just changed is to be published: at once when the last time is long ago (or never was), else
 * when the interval since then is over. `took`: how long publishing took the last time. Milliseconds of one monotonic
 * clock.
 */
export function nextPublishAt(lastPublishedAt: number | undefined, now: number, took = 0): number {
  const interval = Math.min(LONGEST_INTERVAL, Math.max(PUBLISH_INTERVAL, SHARE * took));
  return lastPublishedAt === undefined ? now : Math.max(now, lastPublishedAt + interval);
}
