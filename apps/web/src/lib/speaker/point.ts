export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a page of a shape (width over height), fitted whole into a box, is drawn. */
export const drawnBox = (box: Box, shape: number): Box => {
  const width = Math.min(box.width, box.height * shape);
  const height = width / shape;
  return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
};

/** A place on the page, 0–1 from the left and from the top; undefined beside the page. */
export const pointOn = (drawn: Box, x: number, y: number): { x: number; y: number } | undefined => {
  if (drawn.width <= 0 || drawn.height <= 0) return undefined;
  const point = { x: (x - drawn.left) / drawn.width, y: (y - drawn.top) / drawn.height };
  return point.x < 0 || point.x > 1 || point.y < 0 || point.y > 1 ? undefined : point;
};

/** A stroke across the page that turns it: far enough, and more along than across. */
export const swipeOf = (dx: number, dy: number, milliseconds: number): 'next' | 'previous' | undefined => {
  if (Math.abs(dx) < 48 || Math.abs(dx) < 1.5 * Math.abs(dy) || milliseconds > 600) return undefined;
  return dx < 0 ? 'next' : 'previous';
};
