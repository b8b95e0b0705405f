import { readFile } from 'node:fs/promises';

/** Where the notes of the PDF made from a PPTX are kept: beside it, one string a page. */
export function notesFileOf(pdf: string): string {
  return pdf.replace(/\.pdf$/i, '') + '.notes.json';
}

/** Empty when the deck has none. */
export async function readNotes(pdf: string): Promise<string[]> {
  let json: string;
  try {
    json = await readFile(notesFileOf(pdf), 'utf8');
  } catch {
    return [];
  }
  const notes: unknown = JSON.parse(json);
  return Array.isArray(notes) ? notes.map(String) : [];
}
