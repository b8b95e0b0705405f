/**
 * `pnpm demo-decks`: draws the decks of the demo with Chromium, fonts embedded, and writes each as a PDF with its notes
 * into `apps/server/demo`. The results are committed; run this after changing a deck, and look at every page.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findProgram } from '../processes/find-program.ts';
import { deckDocument } from './deck.ts';
import { desert } from './desert.ts';
import { letter } from './letter.ts';
import { saihanba } from './saihanba.ts';
import { tide } from './tide.ts';

const target = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'apps', 'server', 'demo');
const largestBytes = 600_000;

const executablePath = await findProgram(['chromium', 'chromium-browser', 'google-chrome']);
if (executablePath === undefined) throw new Error('Chromium is needed: apt-get install chromium fonts-noto-cjk');

await mkdir(target, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const deck of [saihanba, letter, tide, desert]) {
    const page = await browser.newPage();
    await page.setContent(deckDocument(deck));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    await page.close();
    if (pdf.byteLength > largestBytes) throw new Error(`${deck.file}.pdf has ${pdf.byteLength} bytes`);
    await writeFile(join(target, `${deck.file}.pdf`), pdf);
    const { title, speaker, lang } = deck;
    const notes = { title, speaker, lang, notes: deck.pages.map((each) => each.notes) };
    await writeFile(join(target, `${deck.file}.json`), `${JSON.stringify(notes, null, 2)}\n`);
    console.log(`${deck.file}.pdf  ${deck.pages.length} pages  ${Math.round(pdf.byteLength / 1000)} kB`);
  }
} finally {
  await browser.close();
}
