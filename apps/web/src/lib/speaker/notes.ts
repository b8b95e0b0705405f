/** A paragraph of the speaker's notes: words to say, or something to do. */
export interface NoteLine {
  readonly kind: 'say' | 'do';
  readonly text: string;
}

const MARKED = /^[▸▶►>*•]\s*(.+)$/;
const BRACKETED = /^[（([【](.+)[）)\]】]$/;

/** Paragraphs of notes; a line in brackets, or after a ▸, is something to do rather than to say. */
export const noteLines = (notes: string): NoteLine[] =>
  notes.split(/\r?\n/).flatMap((raw): NoteLine[] => {
    const line = raw.trim();
    if (line === '') return [];
    const act = MARKED.exec(line)?.[1] ?? BRACKETED.exec(line)?.[1];
    return [act === undefined ? { kind: 'say', text: line } : { kind: 'do', text: act.trim() }];
  });

/** The last words of the talk: what is said last in the notes of its last page. */
export const closingOf = (lastNotes: string | undefined): string | undefined =>
  noteLines(lastNotes ?? '')
    .filter((line) => line.kind === 'say')
    .pop()?.text;

/** What a page is called in a list: its first line of words, or its upright text, which comes sign by sign; cut by signs. */
export const pageTitle = (text: string | undefined, length = 48): string | undefined => {
  const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
  const words = lines.find((line) => Array.from(line).length > 1);
  const signs = Array.from(words ?? lines.join(''));
  if (signs.length === 0) return undefined;
  return signs.length <= length ? signs.join('') : `${signs.slice(0, length - 1).join('')}…`;
};
