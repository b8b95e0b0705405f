/** While a storm lasts, a view is published at most once in so many milliseconds. */
export const PUBLISH_INTERVAL = 50;

/**
 * When a view that has just changed is to be published: at once when the last time is long ago (or never was), else
 * when the interval since then is over. Milliseconds of one monotonic clock.
 */
export function nextPublishAt(lastPublishedAt: number | undefined, now: number, interval = PUBLISH_INTERVAL): number {
  return lastPublishedAt === undefined ? now : Math.max(now, lastPublishedAt + interval);
}
