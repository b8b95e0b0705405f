import type { Clock } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import { dueMark, marksOf, railAt } from './marks.ts';

const MINUTE = 60_000;
const clock = (elapsed: number, status: Clock['status'] = 'paused'): Clock => ({
  status,
  limit: 10 * MINUTE,
  elapsed,
  warnAt: 2 * MINUTE,
  finalAt: MINUTE / 2,
});

describe('marks', () => {
  it('stand at the warning, the final threshold and the limit, and pass at exactly their time', () => {
    expect(marksOf(clock(8 * MINUTE), 0)).toEqual([
      { kind: 'card', at: 8 * MINUTE, passed: true },
      { kind: 'bell', at: 9.5 * MINUTE, passed: false },
      { kind: 'stop', at: 10 * MINUTE, passed: false },
    ]);
    expect(marksOf(clock(8 * MINUTE - 1), 0).some((mark) => mark.passed)).toBe(false);
  });
  it('never stand before the start, and none has passed on a clock that is not running', () => {
    const short = { ...clock(0, 'ready'), limit: MINUTE };
    expect(marksOf(short, 0)[0]).toEqual({ kind: 'card', at: 0, passed: false });
  });
  it('ask one at a time, the latest first, until somebody says that it is done', () => {
    const marks = marksOf(clock(9.6 * MINUTE), 0);
    expect(dueMark(marks, new Set())?.kind).toBe('bell');
    expect(dueMark(marks, new Set(['bell']))).toBeUndefined();
    expect(dueMark(marksOf(clock(10 * MINUTE), 0), new Set(['bell']))?.kind).toBe('stop');
  });
  it('fill the rail from station to station', () => {
    expect(railAt(clock(4 * MINUTE), 0)).toBe(23);
    expect(railAt(clock(8 * MINUTE), 0)).toBe(46);
    expect(railAt(clock(8.75 * MINUTE), 0)).toBe(61);
    expect(railAt(clock(12 * MINUTE), 0)).toBe(100);
  });
});
