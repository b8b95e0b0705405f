import { describe, expect, it } from 'vitest';
import { paceOf } from './pace.ts';

const MINUTE = 60_000;

describe('pace', () => {
  it('is the time spent beyond what the pages shown would have taken', () => {
    const pace = paceOf({ spent: 4.2 * MINUTE, limit: 10 * MINUTE }, 6, 18);
    expect(Math.round((pace?.behind ?? 0) / 1000)).toBe(19);
    expect(pace?.even).toBe(false);
  });
  it('is negative when ahead and even within a few seconds', () => {
    expect(paceOf({ spent: MINUTE, limit: 10 * MINUTE }, 4, 10)?.behind).toBe(-4 * MINUTE);
    expect(paceOf({ spent: 5 * MINUTE + 4_000, limit: 10 * MINUTE }, 4, 10)?.even).toBe(true);
    expect(paceOf({ spent: 5 * MINUTE + 6_000, limit: 10 * MINUTE }, 4, 10)?.even).toBe(false);
  });
  it('never calls the last page early: the rest of the time belongs to it', () => {
    expect(paceOf({ spent: MINUTE, limit: 10 * MINUTE }, 9, 10)).toEqual({ behind: 0, even: true });
    expect(paceOf({ spent: 11 * MINUTE, limit: 10 * MINUTE }, 9, 10)?.behind).toBe(MINUTE);
  });
  it('says nothing before the start or of a single page', () => {
    expect(paceOf({ spent: 0, limit: MINUTE }, 0, 10)).toBeUndefined();
    expect(paceOf({ spent: 1, limit: MINUTE }, 0, 1)).toBeUndefined();
  });
});
