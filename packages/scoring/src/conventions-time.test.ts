import { describe, expect, it } from 'vitest';
import { calibrationGroup } from './calibration.ts';
import { score } from './score.ts';
import { marked, rulesOf, talkOf } from './testing/contests.ts';
import type { RuleSet } from './rules.ts';
import { isForfeit, proposeForTime } from './time-rules.ts';

/** The points that the clock proposes, or `out`, or nothing. */
function proposed(rules: RuleSet, ...readings: number[]): string | undefined {
  const proposal = proposeForTime(rules.time ?? {}, readings);
  return proposal?.out ? 'out' : proposal?.points;
}

/** The total of one talk whose deduction was confirmed as the clock proposed it. */
function totalAfter(id: string, marks: string[], seconds: number): string | undefined {
  const rules = rulesOf(id);
  const points = proposed(rules, seconds);
  const adjustments =
    points === undefined ? [] : [{ id: 'd', kind: 'deduction' as const, points, reason: 'over-time' }];
  return talkOf(score(rules, marked({ a: marks }, { a: { adjustments } })), 'a').total;
}

describe('[SC13] how contests reckon with time', () => {
  it.each<[string, number, string | undefined]>([
    // 1: over or under −0.5 of 10.
    ['speech-8-bell', 359.9, '0.5'],
    ['speech-8-bell', 360, undefined],
    ['speech-8-bell', 480, undefined],
    ['speech-8-bell', 480.1, '0.5'],
    // 2: 1–10 s −0.02, 11–20 s −0.05, 21–30 s −0.1, at most −0.2; under −0.1.
    ['speech-8-stepped', 480.9, undefined],
    ['speech-8-stepped', 481, '0.02'],
    ['speech-8-stepped', 490.9, '0.02'],
    ['speech-8-stepped', 491, '0.05'],
    ['speech-8-stepped', 501, '0.1'],
    ['speech-8-stepped', 510, '0.1'],
    ['speech-8-stepped', 511, '0.2'],
    ['speech-8-stepped', 900, '0.2'],
    ['speech-8-stepped', 359, '0.1'],
    // 3: up to 10 s free, then −0.2, from 30 s −0.5.
    ['speech-8-after-trim', 490, undefined],
    ['speech-8-after-trim', 490.001, '0.2'],
    ['speech-8-after-trim', 509.999, '0.2'],
    ['speech-8-after-trim', 510, '0.5'],
    // 4: up to 30 s free, to 59 s −0.5, from a minute −1.
    ['timekeeper-deducts', 510, undefined],
    ['timekeeper-deducts', 511, '0.5'],
    ['timekeeper-deducts', 539, '0.5'],
    ['timekeeper-deducts', 540, '1'],
    // 5: −0.1 for each 10 s over or under, a started one counts whole.
    ['each-ten-seconds', 600, undefined],
    ['each-ten-seconds', 600.1, '0.1'],
    ['each-ten-seconds', 621, '0.3'],
    ['each-ten-seconds', 470, '0.1'],
    ['each-ten-seconds', 469, '0.2'],
    // 6: under 3 min −2; at 10 s over −2.
    ['four-minutes-stopped', 179, '2'],
    ['four-minutes-stopped', 249.9, undefined],
    ['four-minutes-stopped', 250, '2'],
    // 7: deducted past 6 min.
    ['prompt-deduct-cut', 360, undefined],
    ['prompt-deduct-cut', 361, '1'],
    // 20: out under 4:30 or over 7:30.
    ['rank-ballots-3-2-1', 269, 'out'],
    ['rank-ballots-3-2-1', 270, undefined],
    ['rank-ballots-3-2-1', 450, undefined],
    ['rank-ballots-3-2-1', 450.5, 'out'],
    // Our own programme: 0.2 for each started half minute, at most 1.
    ['micro-lecture-15', 931, '0.4'],
    ['micro-lecture-15', 1200, '1'],
  ])('%s at %d s: %s', (id, seconds, points) => {
    expect(proposed(rulesOf(id), seconds)).toBe(points);
  });

  it('of two timers the kinder counts (20)', () => {
    const rules = rulesOf('rank-ballots-3-2-1');
    expect(proposed(rules, 451, 449.8)).toBeUndefined();
    expect(proposed(rules, 451, 450.2)).toBe('out');
    expect(proposed(rulesOf('each-ten-seconds'), 622, 618)).toBe('0.2');
    expect(rules.time?.hiddenFromJudges).toBe(true);
  });

  it('takes off what was confirmed, after trimming, by hand: 9.2 + 9.3 + 9.1 over 3 is 9.2 (1, 3)', () => {
    const marks = ['9.00', '9.20', '9.30', '9.10', '9.80'];
    expect(totalAfter('speech-8-after-trim', marks, 470)).toBe('9.200');
    expect(totalAfter('speech-8-after-trim', marks, 495)).toBe('9.000');
    expect(totalAfter('speech-8-after-trim', marks, 520)).toBe('8.700');
    expect(totalAfter('timekeeper-deducts', ['90', '91', '92'], 600)).toBe('90.00');
  });

  it('no more comes off than the cap, whatever persons add (4)', () => {
    const adjustments = ['0.5', '0.75'].map((points, at) => ({
      id: `d${at}`,
      kind: 'deduction' as const,
      points,
      reason: 'over-time',
    }));
    const result = score(rulesOf('timekeeper-deducts'), marked({ a: ['90', '91', '92'] }, { a: { adjustments } }));
    expect(talkOf(result, 'a')).toMatchObject({ deductionTotal: '1', total: '90.00' });
  });

  it('late for the start is forfeit (2, 17), missing the draw is withdrawal (8)', () => {
    const late = (id: string, seconds: number) => isForfeit(rulesOf(id).time ?? {}, seconds);
    expect([late('speech-8-stepped', 59.9), late('speech-8-stepped', 60)]).toEqual([false, true]);
    expect([late('order-by-draw', 299), late('order-by-draw', 300)]).toEqual([false, true]);
    expect(late('three-judges', 9999)).toBe(false);
    expect(rulesOf('five-minutes-then-stop').time?.missedDraw).toBe('withdrawn');
  });

  it('prompts and stops when the rules say (1, 2, 3, 6, 7, 8, 20)', () => {
    const signals = (id: string) => rulesOf(id).time?.signals?.map((one) => one.at);
    expect(signals('speech-8-bell')).toEqual([420, 480]);
    expect(signals('speech-8-stepped')).toEqual([450]);
    expect(signals('five-minutes-then-stop')).toEqual([240, 300]);
    expect(signals('rank-ballots-3-2-1')).toEqual([300, 360, 420]);
    expect(
      ['speech-8-bell', 'four-minutes-stopped', 'prompt-deduct-cut'].map((id) => rulesOf(id).time?.cutOff),
    ).toEqual([0, 10, 60]);
  });

  it('scores the first five together (2), the first three (9), or every three (7)', () => {
    const groups = (id: string, talks: number) =>
      Array.from({ length: talks }, (_, at) => calibrationGroup(rulesOf(id), at, talks)).map(
        ({ first, last }) => `${first}-${last}`,
      );
    expect(groups('speech-8-stepped', 7)).toEqual(['0-4', '0-4', '0-4', '0-4', '0-4', '5-5', '6-6']);
    expect(groups('drop-two-third-decimal', 4)).toEqual(['0-2', '0-2', '0-2', '3-3']);
    expect(groups('prompt-deduct-cut', 5)).toEqual(['0-2', '0-2', '0-2', '3-4', '3-4']);
    expect(groups('speech-8-stepped', 3)).toEqual(['0-2', '0-2', '0-2']);
  });
});
