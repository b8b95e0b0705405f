import { expect, it } from 'vitest';
import { fits, limitsShown, millisecondsOf, minutesSeconds } from './thresholds-draft.ts';

it('writes and reads minutes and seconds', () => {
  expect([120_000, 30_000, 605_000].map(minutesSeconds)).toEqual(['2:00', '0:30', '10:05']);
  expect(['2:00', ' 0:30 ', '１：０５'].map(millisecondsOf)).toEqual([120_000, 30_000, 65_000]);
  expect(['', '2', '2:0', '2:60', 'x:00', '-1:00', '1:00:00'].map(millisecondsOf)).toEqual(Array(7).fill(undefined));
});
it('[RO9] knows what fits, and shows what holds until somebody types', () => {
  const set = { warnAt: 180_000, finalAt: 60_000 };
  expect([fits(set, 180_000), fits(set, 179_000), fits({ warnAt: 60_000, finalAt: 60_000 }, 600_000)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(limitsShown(set, 600_000)).toEqual(set);
  expect(limitsShown(set, 60_000)).toEqual({ warnAt: 30_000, finalAt: 15_000 });
  expect(limitsShown(undefined, 600_000)).toEqual({ warnAt: 120_000, finalAt: 30_000 });
});
