/** Where a talk stands against an even pace, or undefined while that says nothing (no clock yet, one page). */
export interface Pace {
  /** Milliseconds spent beyond what the pages shown would have taken; negative when ahead. */
  readonly behind: number;
  /** Within a few seconds nobody is late. */
  readonly even: boolean;
}

/** Below this a difference is noise, in milliseconds. */
const EVEN = 5_000;

/** `page` is 0-based; the page that is shown counts as given. */
export const paceOf = (clock: { spent: number; limit: number }, page: number, pages: number): Pace | undefined => {
  if (clock.spent <= 0 || clock.limit <= 0 || pages < 2) return undefined;
  const behind = clock.spent - (clock.limit * (page + 1)) / pages;
  // On the last page nobody is ahead: what is left of the time belongs to it.
  if (page + 1 >= pages && behind < 0) return { behind: 0, even: true };
  return { behind, even: Math.abs(behind) < EVEN };
};
