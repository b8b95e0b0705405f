import type { Slides } from '@rostrum/slides';
import type { DeckFiles, DeckKey, PageText } from './deck-files.ts';

/** Decks whose texts are held in memory: those of the sessions that run. */
const HELD = 8;

/** The text and notes of pages: from what is kept of the deck or, before that is there, read at once. */
export class PageTexts {
  readonly #files: DeckFiles;
  readonly #slides: Slides;
  /** Least recently asked for first. */
  readonly #held = new Map<string, PageText[]>();

  constructor(files: DeckFiles, slides: Slides) {
    this.#files = files;
    this.#slides = slides;
  }

  /** `undefined` when the deck's file is gone. */
  async of(key: DeckKey, pages: number, index: number): Promise<PageText | undefined> {
    const name = `${key.session}/${key.deck}`;
    const texts = this.#held.get(name) ?? (await this.#files.texts(key));
    if (texts?.length === pages) {
      this.#held.delete(name);
      this.#held.set(name, texts);
      for (const old of [...this.#held.keys()].slice(0, Math.max(0, this.#held.size - HELD))) this.#held.delete(old);
      return texts[index];
    }
    const pdf = await this.#files.pdf(key);
    if (pdf === undefined) return undefined;
    const [page] = await this.#slides.texts(pdf, index, index + 1, { priority: 'now' });
    return page && { text: page.text, notes: page.notes };
  }
}
