import type { RuleSet } from './rules.ts';

/**
 * The talks that are scored together with the talk at a place (from 0) of a running order of `talks`: from the first to the
 * last of its group, both included. A talk that belongs to no group stands alone. Marks of a group stay open, and results
 * held, until its last talk has been given.
 */
export function calibrationGroup(
  { calibration }: Pick<RuleSet, 'calibration'>,
  place: number,
  talks: number,
): { first: number; last: number } {
  const size = calibration?.talks ?? 1;
  const alone = !calibration || (calibration.kind === 'first' && place >= size);
  if (alone) return { first: place, last: place };
  const first = place - (place % size);
  return { first, last: Math.min(first + size, talks) - 1 };
}
