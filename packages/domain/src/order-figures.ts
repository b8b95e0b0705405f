import type { Duration } from './kernel.ts';

export const MINUTE = 60_000;
/** The shortest that an item is planned, and that a screen cuts a countdown to. */
export const SHORTEST = 10_000;

/** Items in running order: by key, then by id, so that every screen agrees. */
export const inOrder = <T extends { readonly key: number; readonly item: string }>(
  items: Readonly<Record<string, T>>,
): T[] => Object.values(items).sort((a, b) => a.key - b.key || (a.item < b.item ? -1 : 1));

/** The thresholds that a new item gets: from 2:00 and from 0:30, less for very short ones. */
export const thresholds = (length: Duration): { warnAt: Duration; finalAt: Duration } => ({
  warnAt: Math.min(2 * MINUTE, Math.floor(length / 2)),
  finalAt: Math.min(MINUTE / 2, Math.floor(length / 4)),
});

const END = { lowest: -1, kept: 0, highest: 1 } as const;
/**
 * Marks by size; of equal ones the struck-out stand outside, so that those that count are side by side. Totals have fewer
 * digits than a double tells apart.
 */
export const byMark = (
  a: { readonly total: string; readonly dropped?: 'highest' | 'lowest' },
  b: { readonly total: string; readonly dropped?: 'highest' | 'lowest' },
): number => Number(a.total) - Number(b.total) || END[a.dropped ?? 'kept'] - END[b.dropped ?? 'kept'];
