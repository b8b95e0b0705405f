/**
 * Milliseconds until the next instant at which something counted in steps of `every` from `anchor` changes. With the
 * server's clock and the same anchor, all screens change together.
 */
export const untilNextTick = (now: number, every: number, anchor = 0): number => {
  const past = (now - anchor) % every;
  return past < 0 ? -past : every - past;
};
