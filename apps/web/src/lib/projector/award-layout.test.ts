import { describe, expect, it } from 'vitest';
import { awardLayout } from './award-layout.ts';

describe('those who have a tier', () => {
  it.each([
    [1, 1, 1, true],
    [3, 3, 1, true],
    [6, 2, 3, true],
    [12, 3, 4, false],
    [20, 4, 5, false],
    [40, 4, 10, false],
  ])('%i stand in %i columns and %i rows', (winners, columns, rows, topics) => {
    expect(awardLayout(winners)).toMatchObject({ columns, rows, topics, listed: winners });
  });
  it('are never more than there is room for, nor smaller than a thirtieth of the wall', () => {
    for (let winners = 1; winners <= 120; winners += 1) {
      const { columns, rows, listed, sizes, width } = awardLayout(winners);
      expect(columns * rows).toBeGreaterThanOrEqual(listed);
      expect(rows * 7).toBeLessThanOrEqual(85);
      expect(Math.min(...sizes)).toBeGreaterThan(135 / 30);
      expect(width).toBeGreaterThan(25);
    }
  });
});
