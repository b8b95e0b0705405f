import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { BlobContent, Blobs, ByteRange } from '@rostrum/blobs';
import { notesFileOf } from '@rostrum/slides';

export const PAGE_WIDTHS = [960, 1920, 3840] as const;
export type PageWidth = (typeof PAGE_WIDTHS)[number];
/** The widths that every page is made in; the third only for who asks. */
export const USUAL_WIDTHS = [960, 1920] as const;

export interface PageText {
  readonly text: string;
  readonly notes: string;
}
/** Names the blobs of one deck. */
export interface DeckKey {
  readonly session: string;
  readonly deck: string;
}

const DECKS = 'decks';
/** A deck whose pages are not all there: found again after a crash without opening every session. */
const UNFINISHED = 'decks-unfinished';

/** Where everything of a deck lies among the blobs. */
export class DeckFiles {
  readonly #blobs: Blobs;

  constructor(blobs: Blobs) {
    this.#blobs = blobs;
  }

  /**
   * Keeps the original, the PDF that its pages are drawn from, and what lies beside that PDF (its notes); and a mark that
   * the pages are still to be made. Durable when it resolves.
   */
  async keep(key: DeckKey, original: string, pdf: string): Promise<void> {
    await this.#blobs.put(unfinished(key), new Uint8Array());
    if (original !== pdf) await this.#blobs.put(`${base(key)}/original`, createReadStream(original));
    const notes = await readFile(notesFileOf(pdf)).catch(() => undefined);
    if (notes) await this.#blobs.put(notesFileOf(`${base(key)}/deck.pdf`), notes);
    await this.#blobs.put(`${base(key)}/deck.pdf`, createReadStream(pdf));
  }

  /** The PDF as a file; `undefined` when it is gone. Needs blobs that are files of this machine. */
  async pdf(key: DeckKey): Promise<string | undefined> {
    const name = `${base(key)}/deck.pdf`;
    return (await this.#blobs.stat(name)) ? this.#blobs.localPath(name) : undefined;
  }

  async original(key: DeckKey, range?: ByteRange): Promise<BlobContent | undefined> {
    const name = `${base(key)}/original`;
    return this.#blobs.get((await this.#blobs.stat(name)) ? name : `${base(key)}/deck.pdf`, range);
  }

  page(key: DeckKey, index: number, width: PageWidth): Promise<BlobContent | undefined> {
    return this.#blobs.get(page(key, index, width));
  }
  async hasPage(key: DeckKey, index: number, width: PageWidth): Promise<boolean> {
    return (await this.#blobs.stat(page(key, index, width))) !== undefined;
  }
  async putPage(key: DeckKey, index: number, width: PageWidth, webp: Uint8Array): Promise<void> {
    await this.#blobs.put(page(key, index, width), webp);
  }

  /**
   * To be called after something drawn or read from the kept PDF was put: where the deck was removed meanwhile, that goes
   * as well, and the answer is true. (`remove` takes the PDF before it looks for the rest, so one of the two sees it.)
   */
  async withdrawnAsGone(key: DeckKey, put: { page: number; widths: readonly PageWidth[] } | 'texts'): Promise<boolean> {
    if (await this.#blobs.stat(`${base(key)}/deck.pdf`)) return false;
    const names = put === 'texts' ? [texts(key)] : put.widths.map((width) => page(key, put.page, width));
    for (const name of names) await this.#blobs.delete(name);
    return true;
  }

  /** Pages that are there in both usual widths. */
  async pages(key: DeckKey): Promise<Set<number>> {
    const found = new Set(await this.#blobs.list(`${base(key)}/pages/`));
    const pages = new Set<number>();
    for (const name of found) {
      const index = /\/(\d+)-\d+\.webp$/.exec(name)?.[1];
      if (index !== undefined && USUAL_WIDTHS.every((width) => found.has(page(key, Number(index), width))))
        pages.add(Number(index));
    }
    return pages;
  }

  async texts(key: DeckKey): Promise<PageText[] | undefined> {
    const content = await this.#blobs.get(texts(key));
    if (!content) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.stream as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as PageText[];
  }
  async putTexts(key: DeckKey, all: readonly PageText[]): Promise<void> {
    await this.#blobs.put(texts(key), Buffer.from(JSON.stringify(all)));
  }

  async unfinished(): Promise<DeckKey[]> {
    return (await this.#blobs.list(`${UNFINISHED}/`)).map(keyOf);
  }
  async finish(key: DeckKey): Promise<void> {
    await this.#blobs.delete(unfinished(key));
  }

  /** Every deck that has blobs, of one session or of all. */
  async all(session?: string): Promise<DeckKey[]> {
    const names = await this.#blobs.list(session === undefined ? `${DECKS}/` : `${DECKS}/${session}/`);
    const keys = new Map(names.map((name) => [name.split('/').slice(0, 3).join('/'), keyOf(name)]));
    return [...keys.values()];
  }
  async remove(key: DeckKey): Promise<void> {
    await this.#blobs.delete(`${base(key)}/deck.pdf`);
    for (const name of await this.#blobs.list(`${base(key)}/`)) await this.#blobs.delete(name);
    await this.#blobs.delete(unfinished(key));
  }
}

const base = ({ session, deck }: DeckKey): string => `${DECKS}/${session}/${deck}`;
const page = (key: DeckKey, index: number, width: PageWidth): string => `${base(key)}/pages/${index}-${width}.webp`;
const texts = (key: DeckKey): string => `${base(key)}/texts.json`;
const unfinished = ({ session, deck }: DeckKey): string => `${UNFINISHED}/${session}/${deck}`;
const keyOf = (name: string): DeckKey => {
  const [, session = '', deck = ''] = name.split('/');
  return { session, deck };
};
