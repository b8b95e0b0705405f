/** One page: what the hall sees, and what the speaker reads. */
interface DeckPage {
  /** The inside of a 1280 × 720 page. */
  readonly html: string;
  readonly notes: string;
}

export interface Deck {
  /** Name of the PDF, and of the JSON with its notes, without ending. */
  readonly file: string;
  readonly title: string;
  readonly speaker: string;
  readonly lang: 'zh-CN' | 'en';
  /** The deck's own look; `.page` is the page, `.page > svg` lies under everything. */
  readonly css: string;
  readonly pages: readonly DeckPage[];
}

const base = `
@page { size: 1280px 720px; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box }
html { -webkit-print-color-adjust: exact }
body { font-family: 'Noto Sans CJK SC'; font-variant-numeric: lining-nums tabular-nums; text-spacing-trim: normal }
.page { position: relative; width: 1280px; height: 720px; overflow: hidden; break-after: page; break-inside: avoid }
.page:last-child { break-after: auto }
.page > svg { position: absolute; inset: 0; width: 1280px; height: 720px }
.at { position: absolute }
.serif, h1, h2 { font-family: 'Noto Serif CJK SC'; font-weight: 700 }
`;

/** The whole deck as one document, a page of paper each. */
export function deckDocument(deck: Deck): string {
  const pages = deck.pages.map((page) => `<section class="page">${page.html}</section>`).join('\n');
  return `<!doctype html><html lang="${deck.lang}"><head><meta charset="utf-8"><title>${deck.title}</title><style>${base}${deck.css}</style></head><body>${pages}</body></html>`;
}

/** A full-page drawing, in page coordinates. */
export function drawing(...parts: readonly string[]): string {
  return `<svg viewBox="0 0 1280 720" xmlns="http://www.w3.org/2000/svg">${parts.join('')}</svg>`;
}

/** An upright gradient to be filled with `url(#id)`; stops from top to bottom. */
export function gradient(id: string, ...colours: readonly string[]): string {
  const stops = colours.map(
    (colour, index) => `<stop offset="${index / (colours.length - 1)}" stop-color="${colour}"/>`,
  );
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient></defs>`;
}
