import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pptxOf, run } from '../testing/pptx-file.ts';
import { readPresentation } from './presentation.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presentation-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function read(bytes: Uint8Array) {
  const file = join(folder, 'upload');
  await writeFile(file, bytes);
  return readPresentation(file);
}

test('notes come in the order of the show, hidden slides left out, runs, fields and breaks joined', async () => {
  const answer = await read(
    pptxOf([
      {
        text: 'one',
        notes: [`${run('开场：')}${run('问好')}<a:br/>${run(' &lt;2 minutes&gt;')}`, run('&#x7B2C;二段')],
      },
      { text: 'hidden', notes: [run('never shown')], hidden: true },
      { text: 'no notes' },
      { text: 'last', notes: [`${run('page ')}<a:fld id="{x}" type="slidenum"><a:t>4</a:t></a:fld>`] },
    ]),
  );
  expect(answer).toEqual({ ok: true, title: '微课 & 讲台', notes: ['开场:问好\n <2 minutes>\n第二段', '', 'page 4'] });
});

test('a Word file is not a deck, nor is a zip that only looks like one', async () => {
  expect(await read(zipSync({ 'ppt/readme.txt': strToU8('x') }))).toMatchObject({ problem: { code: 'not-a-deck' } });
  const word = pptxOf([{ text: 'x' }], {
    '[Content_Types].xml':
      '<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  });
  expect(await read(word)).toMatchObject({ problem: { code: 'not-a-deck' } });
});

test('damage, document types and half a file are broken, not thrown', async () => {
  const whole = pptxOf([{ text: 'x', notes: [run('n')] }]);
  expect(await read(whole.subarray(0, whole.length / 2))).toMatchObject({ problem: { code: 'broken' } });
  expect(await read(pptxOf([{ text: 'x' }], { 'ppt/presentation.xml': '<p:presentation><open>' }))).toMatchObject({
    problem: { code: 'broken' },
  });
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p:presentation>&b;</p:presentation>';
  expect(await read(pptxOf([{ text: 'x' }], { 'ppt/presentation.xml': bomb }))).toMatchObject({
    problem: { code: 'broken' },
  });
});

test('a part that inflates to far too much is refused', async () => {
  const answer = await read(pptxOf([{ text: 'x' }], { 'ppt/slides/slide9.xml': ' '.repeat(20 * 2 ** 20) }));
  expect(answer).toMatchObject({ ok: false, problem: { code: 'too-large' } });
});

test('a directory that understates a part cannot make more than it states', async () => {
  const zip = Buffer.from(pptxOf([{ text: 'x' }], { 'ppt/slides/slide9.xml': ' '.repeat(8 * 2 ** 20) }));
  // Sizes are four bytes each; every statement of this part's size becomes 100.
  const stated = Buffer.alloc(4);
  stated.writeUInt32LE(8 * 2 ** 20);
  for (let at = zip.indexOf(stated); at >= 0; at = zip.indexOf(stated, at + 4)) zip.writeUInt32LE(100, at);
  const before = process.memoryUsage().arrayBuffers;
  await read(zip);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 2 ** 20);
});
