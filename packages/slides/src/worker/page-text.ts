import { plainText } from '../text/plain-text.ts';
import type { OpenPdfs } from './open-pdf.ts';
import type { Answers } from './tasks.ts';

export async function readPageText(pdfs: OpenPdfs, file: string, index: number): Promise<Answers['text']> {
  try {
    const pdf = await pdfs.get(file);
    const page = await pdf.getPage(index + 1);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    let text = '';
    for (const item of content.items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    page.cleanup();
    return { ok: true, text: plainText(text), size: { width, height } };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
