/** Hand-written PDF files for tests: each test states exactly the objects that it is about. */

/** Objects 1, 2, … as written between `obj` and `endobj`; object 1 is the catalogue. The cross-reference table is computed. */
export function pdfOf(objects: readonly string[], extraTrailer = ''): Uint8Array {
  let body = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) body += `${String(offset).padStart(10, '0')} 00000 n \n`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extraTrailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

export function streamOf(content: string, dictionary = ''): string {
  return `<< /Length ${content.length} ${dictionary} >>\nstream\n${content}\nendstream`;
}

function utf16Hex(text: string): string {
  return [...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('');
}

/** One page of 480 × 270 points with `text` in a Chinese font that is named and not embedded, as old Office exports have it. */
export function chineseWithoutFont(text: string, font = 'STSong-Light'): Uint8Array {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 480 270] /Resources << /Font << /F1 4 0 R >> >> /Contents 6 0 R >>',
    `<< /Type /Font /Subtype /Type0 /BaseFont /${font} /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${font} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> ` +
      `/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /${font} /Flags 6 /FontBBox [-25 -254 1000 880] ` +
      '/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>',
    streamOf(`BT /F1 100 Tf 40 90 Td <${utf16Hex(text)}> Tj ET`),
  ]);
}

/** `pages` pages of one content stream each (480 × 270 points). */
export function plainPages(contents: readonly string[]): Uint8Array {
  const first = 3;
  const kids = contents.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} /MediaBox [0 0 480 270] /Resources << >> >>`,
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${first + index * 2 + 1} 0 R >>`,
      streamOf(content),
    ]),
  ]);
}

/** Three pages; the one in the middle asks for 2^40 rectangles by forms that call forms, which no viewer ends drawing. */
export function endlessSecondPage(): Uint8Array {
  const levels = 40;
  const firstForm = 9;
  const form = (level: number) =>
    level === levels
      ? streamOf('0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 480 270]')
      : streamOf(
          '/X Do /X Do',
          `/Type /XObject /Subtype /Form /BBox [0 0 480 270] /Resources << /XObject << /X ${firstForm + level + 1} 0 R >> >>`,
        );
  const page = (content: number) => `<< /Type /Page /Parent 2 0 R /Contents ${content} 0 R >>`;
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 480 270] ' +
      `/Resources << /XObject << /X ${firstForm} 0 R >> >> >>`,
    page(6),
    page(7),
    page(8),
    streamOf('1 0 0 rg 0 0 480 270 re f'),
    streamOf('/X Do'),
    streamOf('0 0 1 rg 0 0 480 270 re f'),
    ...Array.from({ length: levels + 1 }, (_, level) => form(level)),
  ]);
}
