import { expect, it } from 'vitest';
import { moveOnPanel, seatOn, withoutJudge } from './plan-panels.ts';

const seats = { judges: ['a', 'b', 'c'], listeners: ['d'] };

it('moves a judge within the panel, and not beyond its ends', () => {
  expect(moveOnPanel(seats, 'b', -1)).toEqual({ judges: ['b', 'a', 'c'], listeners: ['d'] });
  expect(moveOnPanel(seats, 'b', 1)).toEqual({ judges: ['a', 'c', 'b'], listeners: ['d'] });
  expect(moveOnPanel(seats, 'a', -1)).toEqual(seats);
  expect(moveOnPanel(seats, 'd', 1)).toEqual(seats);
});
it('seats a judge on one panel only', () => {
  expect(seatOn(seats, 'a', 'listeners')).toEqual({ judges: ['b', 'c'], listeners: ['d', 'a'] });
  expect(seatOn(seats, 'new', 'judges')).toEqual({ judges: ['a', 'b', 'c', 'new'], listeners: ['d'] });
  expect(withoutJudge(seats, 'd')).toEqual({ judges: ['a', 'b', 'c'], listeners: [] });
});
