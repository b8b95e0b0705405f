import sharp from 'sharp';

/**
 * What stands for a page that could not be drawn, so that a talk goes on: grey, with the page's number and nothing that it
 * does not know. `shape` is width over height.
 */
export const neutralPage = async (index: number, shape: number, width: number): Promise<Uint8Array> => {
  // As with drawn pages: never taller than twice the width asked for.
  const height = Math.max(1, Math.round(Math.min(width / shape, width * 2)));
  const across = Math.max(1, Math.min(width, Math.round(height * shape)));
  const size = Math.round(Math.min(across, height) / 6);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${height}">` +
    '<rect width="100%" height="100%" fill="#8a8f98"/>' +
    `<text x="50%" y="50%" dy="0.36em" text-anchor="middle" font-family="sans-serif" font-size="${size}" fill="#ffffff">${index + 1}</text>` +
    '</svg>';
  return sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer();
};
