import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageSize } from '../contract.ts';
import { plainText } from '../text/plain-text.ts';
import { problemOf } from './open-pdf.ts';
import type { OpenPdfs } from './open-pdf.ts';
import type { Answers } from './tasks.ts';

/** 16:9, for a page whose size cannot be read when no other page's can either. */
const USUAL_SIZE: PageSize = { width: 960, height: 540 };
const MAX_TITLE = 200;

/** Opens the file and reads the sizes of its pages, not their content, so that a long deck is known as quickly as a short one. */
export async function inspectPdf(pdfs: OpenPdfs, file: string, maxPages: number): Promise<Answers['open']> {
  let pdf: PDFDocumentProxy;
  try {
    pdf = await pdfs.get(file);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
  const pages = pdf.numPages;
  if (pages === 0) return { ok: false, problem: { code: 'empty' } };
  if (pages > maxPages) return { ok: false, problem: { code: 'too-many-pages', detail: String(maxPages) } };
  const sizes: (PageSize | undefined)[] = [];
  for (let index = 0; index < pages; index += 1) sizes.push(await sizeOf(pdf, index));
  const usual = sizes.find((size) => size !== undefined);
  if (usual === undefined) return { ok: false, problem: { code: 'broken', detail: 'no page can be read' } };
  const title = await titleOf(pdf);
  return { ok: true, pages, ...(title !== '' && { title }), sizes: sizes.map((size) => size ?? usual) };
}

async function sizeOf(pdf: PDFDocumentProxy, index: number): Promise<PageSize | undefined> {
  try {
    const page = await pdf.getPage(index + 1);
    const { width, height } = page.getViewport({ scale: 1 });
    return width > 0 && height > 0 ? { width, height } : USUAL_SIZE;
  } catch {
    return undefined;
  }
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string> {
  try {
    const { info } = await pdf.getMetadata();
    const title: unknown = 'Title' in info ? info.Title : undefined;
    return typeof title === 'string' ? plainText(title).replaceAll('\n', ' ').slice(0, MAX_TITLE) : '';
  } catch {
    return '';
  }
}
