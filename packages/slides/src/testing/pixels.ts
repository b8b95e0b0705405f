import sharp from 'sharp';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Grey values (0 black … 255 white) of a box of a picture. */
export async function greyOf(picture: Uint8Array, box?: Box): Promise<Uint8Array> {
  const image = sharp(picture);
  if (box !== undefined) image.extract(box);
  return new Uint8Array(await image.greyscale().raw().toBuffer());
}

/** The share of dark pixels. */
export function inkOf(grey: Uint8Array): number {
  return grey.filter((value) => value < 128).length / grey.length;
}

/** The share of pixels that are dark in one and light in the other. */
export function differenceOf(first: Uint8Array, second: Uint8Array): number {
  return first.filter((value, index) => value < 128 !== (second[index] ?? 0) < 128).length / first.length;
}

/** Red, green and blue of one pixel. */
export async function colourAt(picture: Uint8Array, left: number, top: number): Promise<number[]> {
  const pixel = await sharp(picture).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
  return [...pixel];
}
