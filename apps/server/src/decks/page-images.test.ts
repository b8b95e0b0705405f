import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openLocalBlobs } from '@rostrum/blobs';
import { PageRenderError, type Slides } from '@rostrum/slides';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeckFiles } from './deck-files.ts';
import { DeckGone, PageImages } from './page-images.ts';

const key = { session: 's', deck: 'd' };
const facts = {
  deck: 'd',
  talk: 't',
  name: 'd.pdf',
  kind: 'pdf' as const,
  pages: 3,
  bytes: 1,
  shapes: [1778, 500, 300],
};
const usual = { size: 'usual', priority: 'now', pdf: 'x.pdf' } as const;

let dir: string;
let files: DeckFiles;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-images-'));
  files = new DeckFiles(await openLocalBlobs({ dir }));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const imagesWith = (renderPage: Slides['renderPage']): { images: PageImages; reports: string[] } => {
  const reports: string[] = [];
  const slides = { renderPage } as Slides;
  return { images: new PageImages({ files, slides, report: (error) => reports.push(String(error)) }), reports };
};
const imageOf = async (index: number, width: 960 | 1920 | 3840) => {
  const content = await files.page(key, index, width);
  const chunks: Uint8Array[] = [];
  if (content) for await (const chunk of content.stream) chunks.push(chunk as Uint8Array);
  return sharp(Buffer.concat(chunks)).metadata();
};

describe('page images', () => {
  it('are drawn once, however many ask, in both widths from one drawing', async () => {
    const drawn: (readonly number[])[] = [];
    const { images } = imagesWith((_pdf, _index, widths) => {
      drawn.push(widths);
      return Promise.resolve(widths.map((width) => ({ width, height: 1, webp: Buffer.from(String(width)) })));
    });
    await Promise.all([images.make(key, facts, 1, usual), images.make(key, facts, 1, usual)]);
    await images.make(key, facts, 1, usual);
    expect(drawn).toEqual([[960, 1920]]);
    expect([...(await files.pages(key))]).toEqual([1]);
    await images.make(key, facts, 1, { ...usual, size: 'large' });
    expect(drawn).toEqual([[960, 1920], [3840]]);
    expect(images.waiting).toBe(0);
  });

  it('of a deck that is removed while they are drawn leave nothing behind', async () => {
    const pdf = join(dir, 'x.pdf');
    await writeFile(pdf, 'x');
    await files.keep(key, pdf, pdf);
    const drawing = Promise.withResolvers<undefined>();
    const { images } = imagesWith(async (_pdf, _index, widths) => {
      await drawing.promise;
      return widths.map((width) => ({ width, height: 1, webp: Buffer.from('x') }));
    });
    const making = images.make(key, facts, 0, { size: 'usual', priority: 'background' });
    const refused = expect(making).rejects.toThrow(DeckGone);
    await setTimeout(20);
    await files.remove(key);
    drawing.resolve(undefined);
    await refused;
    expect(await files.all()).toEqual([]);
    await files.putTexts(key, []);
    expect(await files.withdrawnAsGone(key, 'texts')).toBe(true);
    expect(await files.all()).toEqual([]);
    expect(await files.unfinished()).toEqual([]);
  });

  it.each([
    [0, 960, 540],
    [1, 960, 1920],
    [2, 576, 1920],
  ])(
    'of a page %i that cannot be drawn are grey and of its shape, and the log says so',
    async (index, width, height) => {
      const { images, reports } = imagesWith(() => Promise.reject(new PageRenderError('unreadable', index)));
      await images.make(key, facts, index, usual);
      expect(await imageOf(index, 960)).toMatchObject({ format: 'webp', width, height });
      expect(await imageOf(index, 1920)).toMatchObject({ width: width * 2, height: height * 2 });
      expect(reports.length).toBe(1);
    },
  );

  it('are tried again when a worker died, and drawn as they are', async () => {
    let tries = 0;
    const { images, reports } = imagesWith((_pdf, index, widths) => {
      tries += 1;
      if (tries === 1) return Promise.reject(new PageRenderError('crashed', index));
      return Promise.resolve(widths.map((width) => ({ width, height: 1, webp: Buffer.from('drawn') })));
    });
    await images.make(key, facts, 0, usual);
    expect([tries, reports]).toEqual([2, []]);
  });

  it('are not made up when the server stops or the deck is gone', async () => {
    const { images } = imagesWith(() => Promise.reject(new Error('slides are closed')));
    await expect(images.make(key, facts, 0, usual)).rejects.toThrow('slides are closed');
    await expect(images.make(key, facts, 0, { size: 'usual', priority: 'now' })).rejects.toBeInstanceOf(DeckGone);
    expect(await files.page(key, 0, 960)).toBeUndefined();
  });
});
