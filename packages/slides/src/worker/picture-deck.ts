import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Answers } from './tasks.ts';

const LONGEST_EDGE = 3840;
const MAX_PIXELS = 120_000_000;
/** CSS pixels are 1/96 inch, points 1/72. */
const POINTS_PER_PIXEL = 0.75;

/** Makes a PDF of one page that is the picture, upright as its EXIF says, on white. Of an animation: the first frame. */
export async function makePictureDeck(file: string, pdf: string): Promise<Answers['picture']> {
  let jpeg: Buffer;
  let width: number;
  let height: number;
  try {
    const made = await sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true });
    jpeg = made.data;
    ({ width, height } = made.info);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { code: /pixel limit/i.test(detail) ? 'too-large' : 'broken', detail } };
  }
  await writeFile(pdf, picturePage(jpeg, width, height));
  return { ok: true };
}

/** A PDF holds a JPEG as it is (DCTDecode, ISO 32000-2, 7.4.8). */
function picturePage(jpeg: Buffer, width: number, height: number): Buffer {
  const box = [width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL];
  const draw = `${box[0]} 0 0 ${box[1]} 0 0 cm /Picture Do`;
  const objects: (string | Buffer)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${box.join(' ')}] /Contents 4 0 R `,
      '/Resources << /XObject << /Picture 5 0 R >> >> >>',
    ],
    [`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const written = () => parts.reduce((total, part) => total + part.length, 0);
  objects.forEach((object, index) => {
    offsets.push(written());
    for (const part of [`${index + 1} 0 obj\n`, ...object, '\nendobj\n']) parts.push(Buffer.from(part));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = written();
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}`));
  parts.push(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
