import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';

const FIXTURES = resolve(import.meta.dirname, '../../../../../packages/slides/fixtures');

export const fixture = (name: 'encrypted.pdf' | 'embedded-chinese.pdf'): Promise<Buffer> =>
  readFile(join(FIXTURES, name));

/** A PDF with so many 16:9 pages, each with its number and a block of text; `padding` bytes of noise make it larger. */
export const pdfOf = async (pages: number, padding = 0): Promise<Buffer> => {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let index = 0; index < pages; index += 1) {
    const page = document.addPage([960, 540]);
    page.drawText(`Page ${index + 1}`, { x: 60, y: 380, size: 90, font });
    for (let line = 0; line < 30; line += 1)
      page.drawText('Everyone takes the rostrum, one after another. '.repeat(3), {
        x: 60,
        y: 330 - line * 10,
        size: 8,
        font,
      });
  }
  if (padding > 0) await document.attach(noise(padding), 'noise.bin', { mimeType: 'application/octet-stream' });
  return Buffer.from(await document.save());
};

/** Bytes that do not compress, the same each time. */
const noise = (length: number): Uint8Array => {
  let state = 12_345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
};

/** A presentation as a flat file that LibreOffice reads, with one note a slide (which must have a style to count as one). */
export const flatPresentation = (slides: readonly { readonly text: string; readonly note: string }[]): string => {
  const frame = (attributes: string, text: string): string =>
    `<draw:frame ${attributes} svg:x="2cm" svg:y="2cm" svg:width="17cm" svg:height="4cm">` +
    `<draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
  const pages = slides.map(
    ({ text, note }, index) =>
      `<draw:page draw:name="s${index}" draw:master-page-name="m">${frame('', text)}<presentation:notes>` +
      `${frame('presentation:style-name="n" presentation:class="notes"', note)}</presentation:notes></draw:page>`,
  );
  const namespaces = ['office', 'style', 'text', 'presentation'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces.join(' ')}` +
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"' +
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"' +
    ' office:mimetype="application/vnd.oasis.opendocument.presentation">' +
    '<office:styles><style:style style:name="m-notes" style:family="presentation"/></office:styles>' +
    '<office:automatic-styles><style:style style:name="n" style:family="presentation" style:parent-style-name="m-notes"/>' +
    '</office:automatic-styles><office:master-styles><style:master-page style:name="m"/></office:master-styles>' +
    `<office:body><office:presentation>${pages.join('')}</office:presentation></office:body></office:document>`
  );
};
