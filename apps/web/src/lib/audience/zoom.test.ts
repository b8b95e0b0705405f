import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FITTED, MOST, moved, zoomedAt, type Zoom } from './zoom.ts';

const box = { width: 390, height: 219 };
const under = (zoom: Zoom, point: { x: number; y: number }) => ({
  x: (point.x - zoom.x) / zoom.scale,
  y: (point.y - zoom.y) / zoom.scale,
});

it('keeps what lies under the fingers', () => {
  const point = { x: 300, y: 50 };
  const zoom = zoomedAt(FITTED, 2, point, box);
  expect(zoom.scale).toBe(2);
  expect(under(zoom, point)).toEqual(point);
});
it('goes no smaller than fitted and no larger than the most', () => {
  expect(zoomedAt(FITTED, 0.2, { x: 10, y: 10 }, box)).toEqual(FITTED);
  expect(zoomedAt(FITTED, 99, { x: 10, y: 10 }, box).scale).toBe(MOST);
});
it('never shows an empty edge, whatever is done', () => {
  const step = fc.record({
    factor: fc.double({ min: 0.2, max: 4, noNaN: true }),
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let zoom = FITTED;
      for (const { factor, x, y } of steps) {
        zoom = moved(zoomedAt(zoom, factor, { x: Math.abs(x) % 390, y: Math.abs(y) % 219 }, box), { x, y }, box);
        expect(zoom.x).toBeLessThanOrEqual(0);
        expect(zoom.y).toBeLessThanOrEqual(0);
        expect(zoom.x + box.width * zoom.scale).toBeGreaterThanOrEqual(box.width - 1e-6);
        expect(zoom.y + box.height * zoom.scale).toBeGreaterThanOrEqual(box.height - 1e-6);
      }
    }),
  );
});
