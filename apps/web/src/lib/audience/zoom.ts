/** How a page is magnified inside its box: drawn `scale` times as large, its corner moved to (x, y), in CSS pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
export interface Box {
  readonly width: number;
  readonly height: number;
}

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 };
export const MOST = 5;

/** Never smaller than fitted, never larger than `MOST`, and never an empty edge inside the box. */
const held = ({ scale, x, y }: Zoom, box: Box): Zoom => {
  const most = Math.min(MOST, Math.max(1, scale));
  const within = (offset: number, length: number): number => Math.min(0, Math.max(length - length * most, offset));
  return { scale: most, x: within(x, box.width), y: within(y, box.height) };
};

/** Magnifies by a factor; what lies under the point stays under it. */
export const zoomedAt = (zoom: Zoom, factor: number, point: { x: number; y: number }, box: Box): Zoom => {
  const scale = Math.min(MOST, Math.max(1, zoom.scale * factor));
  const grown = scale / zoom.scale;
  return held({ scale, x: point.x - (point.x - zoom.x) * grown, y: point.y - (point.y - zoom.y) * grown }, box);
};

export const moved = (zoom: Zoom, by: { x: number; y: number }, box: Box): Zoom =>
  held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, box);
