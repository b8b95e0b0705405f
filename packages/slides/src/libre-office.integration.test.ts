import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSlides } from './index.ts';
import type { Slides } from './index.ts';
import { findLibreOffice } from './libre-office.ts';
import { greyOf, inkOf } from './testing/pixels.ts';
import { pptxOf, run } from './testing/pptx-file.ts';

let folder = '';
let slides: Slides;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'libre-office-'));
  slides = createSlides({ workers: 1 });
});
afterAll(async () => {
  await slides.close();
  await rm(folder, { recursive: true });
});

async function upload(): Promise<{ file: string; work: string }> {
  const own = await mkdtemp(join(folder, 'deck-'));
  const file = join(own, 'no suffix');
  await writeFile(
    file,
    pptxOf([
      { text: '讲台', notes: [run('先问好')] },
      { text: 'hidden', hidden: true, notes: [run('never')] },
      { text: 'Second', notes: [run('再讲一例')] },
    ]),
  );
  return { file, work: join(own, 'work') };
}

test('a PPTX becomes a PDF whose pages have their own notes, and only the deck stays', async () => {
  const { file, work } = await upload();
  const deck = await slides.inspect(file, work);
  expect(deck).toMatchObject({ ok: true, kind: 'pptx', pages: 2, title: '微课 & 讲台' });
  if (!deck.ok) return;
  expect((await readdir(work)).map((name) => name.replace(/^deck-[0-9a-f-]+/, ''))).toEqual(['.notes.json', '.pdf']);
  const texts = await slides.texts(deck.pdf, 0, 2);
  expect(texts.map(({ text, notes }) => [text, notes])).toEqual([
    ['讲台', '先问好'],
    ['Second', '再讲一例'],
  ]);
  const [page] = await slides.renderPage(deck.pdf, 0, [960]);
  const glyph = await greyOf(page?.webp ?? new Uint8Array(), { left: 76, top: 165, width: 78, height: 90 });
  expect(inkOf(glyph)).toBeGreaterThan(0.05);
});

test('an abort during the conversion ends it and leaves nothing', async () => {
  const { file, work } = await upload();
  const abort = new AbortController();
  const deck = slides.inspect(file, work, abort.signal);
  setTimeout(() => {
    abort.abort(new Error('deck removed'));
  }, 700);
  await expect(deck).rejects.toThrow('deck removed');
  expect(await readdir(work).catch(() => [])).toEqual([]);
});

test('a conversion that hangs is ended with all that it started', async () => {
  const program = join(folder, 'soffice-that-hangs');
  const mark = join(folder, 'still-alive');
  await writeFile(program, `#!/bin/sh\n(sleep 4; touch '${mark}') &\nsleep 60\n`);
  await chmod(program, 0o755);
  const impatient = createSlides({ workers: 1, libreOffice: program, conversionTimeoutMs: 1500 });
  try {
    const { file, work } = await upload();
    const answer = await impatient.inspect(file, work);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'conversion-failed' } });
    expect(await readdir(work)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await readdir(folder)).not.toContain('still-alive');
  } finally {
    await impatient.close();
  }
});

test('LibreOffice is found on this machine', async () => {
  expect(await findLibreOffice()).toMatch(/(soffice|libreoffice)(\.com)?$/);
});
