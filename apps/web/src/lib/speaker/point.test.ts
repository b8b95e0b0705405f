import { describe, expect, it } from 'vitest';
import { drawnBox, pointOn, swipeOf } from './point.ts';

describe('pointing on a page', () => {
  const box = { left: 100, top: 50, width: 1600, height: 900 };
  it('counts from the page as drawn, not from the frame around it', () => {
    const drawn = drawnBox(box, 4 / 3);
    expect(drawn).toEqual({ left: 300, top: 50, width: 1200, height: 900 });
    expect(pointOn(drawn, 300, 50)).toEqual({ x: 0, y: 0 });
    expect(pointOn(drawn, 900, 500)).toEqual({ x: 0.5, y: 0.5 });
  });
  it('is nowhere beside the page', () => {
    expect(pointOn(drawnBox(box, 4 / 3), 200, 500)).toBeUndefined();
    expect(pointOn({ left: 0, top: 0, width: 0, height: 0 }, 0, 0)).toBeUndefined();
  });
  it('turns a page only by a stroke along it, long and quick enough', () => {
    expect(swipeOf(-80, 10, 200)).toBe('next');
    expect(swipeOf(80, 10, 200)).toBe('previous');
    expect(swipeOf(-30, 0, 200)).toBeUndefined();
    expect(swipeOf(-80, 70, 200)).toBeUndefined();
    expect(swipeOf(-80, 0, 900)).toBeUndefined();
  });
});
