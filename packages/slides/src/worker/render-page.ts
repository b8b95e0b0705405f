import sharp from 'sharp';
import type { PageImage } from '../contract.ts';
import type { DrawingCanvas } from './drawing-canvas.ts';
import type { OpenPdfs } from './open-pdf.ts';
import type { Answers } from './tasks.ts';

/** A page as tall as this many times its width is drawn narrower than asked for. */
const MAX_ASPECT = 2;
/**
 * Quality 82 shows no blocks on a projector. Measured on two decks at 1920 px, effort 0, 1 and 2 take 57, 60 and 69 ms for
 * 114, 104 and 92 KB a slide, and 98, 122 and 144 ms for 340, 334 and 281 KB on portrait pages full of text.
 */
const WEBP = { quality: 82, effort: 0 } as const;

/** The drawn size of a page `width` × `height` (points) when `asked` pixels of width are asked for. */
function pixelSize(page: { width: number; height: number }, asked: number): { width: number; height: number } {
  const width = Math.max(1, Math.round(Math.min(asked, (asked * MAX_ASPECT * page.width) / page.height)));
  return { width, height: Math.max(1, Math.round((width * page.height) / page.width)) };
}

/** Draws the page once, at the largest width, and makes the smaller ones from those pixels. */
export async function renderPage(
  pdfs: OpenPdfs,
  drawing: DrawingCanvas,
  file: string,
  index: number,
  widths: readonly number[],
): Promise<Answers['render']> {
  try {
    const pdf = await pdfs.get(file);
    const page = await pdf.getPage(index + 1);
    const paper = page.getViewport({ scale: 1 });
    const { width, height } = pixelSize(paper, Math.max(...widths));
    const viewport = page.getViewport({ scale: width / paper.width });
    const images = await drawing.on(width, height, async (canvas) => {
      // pdf.js names the browser's canvas type; this one is what its Node build itself draws on.
      await page.render({ canvas: canvas as never, viewport, background: 'white' }).promise;
      const pixels = canvas.data();
      const made: PageImage[] = [];
      for (const asked of widths) made.push(await encode(pixels, { width, height }, pixelSize(paper, asked)));
      return made;
    });
    page.cleanup();
    return { ok: true, images };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function encode(
  pixels: Buffer,
  drawn: { width: number; height: number },
  wanted: { width: number; height: number },
): Promise<PageImage> {
  const image = sharp(pixels, { raw: { ...drawn, channels: 4 } }).removeAlpha();
  if (wanted.width !== drawn.width) image.resize(wanted.width, wanted.height, { fit: 'fill' });
  const webp = await image.webp(WEBP).toBuffer();
  return { ...wanted, webp: new Uint8Array(webp) };
}
