import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSlides, PageRenderError } from './index.ts';
import type { Slides } from './index.ts';
import { chineseWithoutFont, endlessSecondPage, pdfOf, plainPages, streamOf } from './testing/pdf-files.ts';
import { colourAt, differenceOf, greyOf, inkOf } from './testing/pixels.ts';
import { pptxOf } from './testing/pptx-file.ts';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);

let folder = '';
let slides: Slides;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slides-'));
  slides = createSlides({ workers: 2, maxPages: 20, maxBytes: 2 ** 20, libreOffice: '/nowhere/soffice' });
});
afterAll(async () => {
  await slides.close();
  await rm(folder, { recursive: true });
});

async function fileOf(bytes: Uint8Array | string): Promise<string> {
  const file = join(await mkdtemp(join(folder, 'upload-')), '讲台 #1 100%');
  await writeFile(file, bytes);
  return file;
}

async function problemOf(bytes: Uint8Array | string) {
  const work = await mkdtemp(join(folder, 'work-'));
  const answer = await slides.inspect(await fileOf(bytes), work);
  expect(await readdir(work)).toEqual([]);
  return answer.ok ? undefined : answer.problem.code;
}

async function deckOf(bytes: Uint8Array) {
  const answer = await slides.inspect(await fileOf(bytes), await mkdtemp(join(folder, 'work-')));
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer;
}

describe('what cannot become a deck says why and leaves nothing behind', () => {
  test('files of other kinds, whatever their name', async () => {
    expect(await problemOf('')).toBe('empty');
    expect(await problemOf('MZ\u0090 program')).toBe('not-a-deck');
    expect(await problemOf('<!doctype html><p>%20PDF</p>')).toBe('not-a-deck');
  });

  test('a password, damage, no page, too many, too large', async () => {
    expect(await problemOf(await readFile(fixture('encrypted.pdf')))).toBe('encrypted');
    expect(await problemOf('%PDF-1.7\nnothing of a PDF follows')).toBe('broken');
    expect(
      await problemOf(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'])),
    ).toMatch(/^(empty|broken)$/);
    expect(await problemOf(plainPages(Array.from({ length: 21 }, () => '')))).toBe('too-many-pages');
    expect(await problemOf(Buffer.concat([plainPages(['']), Buffer.alloc(2 ** 20)]))).toBe('too-large');
  });

  test('an encrypted Office file', async () => {
    const compound = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(compound);
    compound.writeUInt16LE(9, 30);
    compound.writeUInt32LE(1, 48);
    expect(await problemOf(compound)).toBe('not-a-deck');
    Buffer.from('EncryptedPackage', 'utf16le').copy(compound, 1024 + 128);
    expect(await problemOf(compound)).toBe('encrypted');
  });

  test('damaged pictures and presentations; a conversion that cannot start', async () => {
    expect(await problemOf(Buffer.from('89504e470d0a1a0a00', 'hex'))).toBe('broken');
    const pptx = pptxOf([{ text: 'x' }]);
    expect(await problemOf(pptx.subarray(0, 3000))).toBe('broken');
    expect(await problemOf(pptxOf([]))).toBe('empty');
    expect(await problemOf(pptx)).toBe('conversion-failed');
  });
});

describe('pages', () => {
  test('mixed, portrait and rotated pages have the sizes that are seen, and are drawn so', async () => {
    const made = await PDFDocument.create();
    made.setTitle('Mixed sizes');
    made.addPage([960, 540]).drawText('Landscape', { x: 50, y: 50 });
    made.addPage([595, 842]).drawText('Portrait', { x: 50, y: 50 });
    const turned = made.addPage([960, 540]);
    turned.drawRectangle({ x: 0, y: 0, width: 100, height: 100 });
    turned.setRotation(degrees(90));
    made.addPage([100, 2000]);
    const deck = await deckOf(await made.save());
    expect(deck).toMatchObject({ kind: 'pdf', pages: 4, title: 'Mixed sizes' });
    expect(deck.sizes).toEqual([
      { width: 960, height: 540 },
      { width: 595, height: 842 },
      { width: 540, height: 960 },
      { width: 100, height: 2000 },
    ]);
    const [large, small] = await slides.renderPage(deck.pdf, 1, [595, 300]);
    expect(large).toMatchObject({ width: 595, height: 842 });
    expect(small).toMatchObject({ width: 300, height: 425 });
    expect(await sharp(small?.webp).metadata()).toMatchObject({ format: 'webp', width: 300, height: 425 });
    // A quarter turn clockwise takes the square from the lower left to the upper left.
    const [rotated] = await slides.renderPage(deck.pdf, 2, [540]);
    expect(await colourAt(rotated?.webp ?? new Uint8Array(), 20, 20)).toEqual([0, 0, 0]);
    expect(await colourAt(rotated?.webp ?? new Uint8Array(), 20, 900)).toEqual([255, 255, 255]);
    const [tall] = await slides.renderPage(deck.pdf, 3, [400]);
    expect(tall).toMatchObject({ width: 40, height: 800 });
    const texts = await slides.texts(deck.pdf, 0, 2);
    expect(texts.map(({ text }) => text)).toEqual(['Landscape', 'Portrait']);
  });

  test('Chinese is drawn when its font is not embedded', async () => {
    const deck = await deckOf(chineseWithoutFont('讲台'));
    const [page] = await slides.renderPage(deck.pdf, 0, [960]);
    const glyph = (left: number) => greyOf(page?.webp ?? new Uint8Array(), { left, top: 160, width: 200, height: 240 });
    const [first, second] = [await glyph(80), await glyph(280)];
    expect(inkOf(first)).toBeGreaterThan(0.05);
    expect(inkOf(second)).toBeGreaterThan(0.05);
    // Boxes for missing glyphs would be alike.
    expect(differenceOf(first, second)).toBeGreaterThan(0.05);
    expect((await slides.texts(deck.pdf, 0, 1))[0]?.text).toBe('讲台');
  });

  test('Chinese is drawn when its font is embedded', async () => {
    const deck = await deckOf(await readFile(fixture('embedded-chinese.pdf')));
    const [page] = await slides.renderPage(deck.pdf, 0, [960]);
    const glyph = (left: number) => greyOf(page?.webp ?? new Uint8Array(), { left, top: 165, width: 78, height: 90 });
    expect(inkOf(await glyph(76))).toBeGreaterThan(0.05);
    expect(differenceOf(await glyph(76), await glyph(154))).toBeGreaterThan(0.05);
    expect((await slides.texts(deck.pdf, 0, 2)).map(({ text }) => text)).toEqual(['讲台直骨返', '学习']);
  });

  test('scripts and links of a PDF do nothing', async () => {
    const deck = await deckOf(
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while (true) {}) >> >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 480 270] /Contents 4 0 R /Resources << >> /AA << /O << /S /JavaScript ' +
          '/JS (while (true) {}) >> >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 480 270] /A << /S /URI /URI (http://127.0.0.1:1/) >> >>] >>',
        streamOf('0 1 0 rg 0 0 480 270 re f'),
      ]),
    );
    const [page] = await slides.renderPage(deck.pdf, 0, [480]);
    expect((await colourAt(page?.webp ?? new Uint8Array(), 240, 135))[1]).toBeGreaterThan(240);
  });

  test('a picture becomes a deck of one upright page', async () => {
    const half = { create: { width: 60, height: 20, channels: 3, background: 'red' } } as const;
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'blue' } })
      .composite([{ input: await sharp(half).png().toBuffer(), left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const deck = await deckOf(photo);
    expect(deck).toMatchObject({ kind: 'image', pages: 1, sizes: [{ width: 30, height: 45 }] });
    const [page] = await slides.renderPage(deck.pdf, 0, [400]);
    expect(page).toMatchObject({ width: 400, height: 600 });
    // EXIF orientation 6: the stored top is the right-hand side.
    expect((await colourAt(page?.webp ?? new Uint8Array(), 350, 300))[0]).toBeGreaterThan(200);
    expect((await colourAt(page?.webp ?? new Uint8Array(), 50, 300))[2]).toBeGreaterThan(200);
  });

  test('a page that does not exist or a width that cannot be is refused', async () => {
    const deck = await deckOf(plainPages(['']));
    await expect(slides.renderPage(deck.pdf, 5, [100])).rejects.toMatchObject({ code: 'unreadable', index: 5 });
    await expect(slides.renderPage(deck.pdf, 0, [0])).rejects.toThrow(RangeError);
  });
});

test('a page that never ends is named, and the others are drawn', { timeout: 30_000 }, async () => {
  const impatient = createSlides({ workers: 1, pageTimeoutMs: 4000 });
  try {
    const file = await fileOf(endlessSecondPage());
    expect(await impatient.inspect(file, folder)).toMatchObject({ ok: true, pages: 3 });
    const [first, second, third] = await Promise.allSettled(
      [0, 1, 2].map((index) => impatient.renderPage(file, index, [320])),
    );
    expect(first?.status).toBe('fulfilled');
    // Which comes first, the end of its time or of its memory, depends on the machine.
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: expect.stringMatching(/^(timeout|crashed)$/), index: 1 },
    });
    expect(second?.status === 'rejected' && second.reason instanceof PageRenderError).toBe(true);
    expect(third?.status).toBe('fulfilled');
  } finally {
    await impatient.close();
  }
});

test('an abort ends what runs; closing rejects what waits', { timeout: 30_000 }, async () => {
  const own = createSlides({ workers: 1 });
  const file = await fileOf(endlessSecondPage());
  const abort = new AbortController();
  const drawing = own.renderPage(file, 1, [320], { signal: abort.signal });
  setTimeout(() => {
    abort.abort(new Error('no longer needed'));
  }, 1500);
  await expect(drawing).rejects.toThrow('no longer needed');
  const running = own.renderPage(file, 1, [320]);
  const waiting = own.renderPage(file, 0, [320], { priority: 'background' });
  const ends = Promise.allSettled([running, waiting]);
  await own.close();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
