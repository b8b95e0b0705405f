import { PageRenderError, type Priority, type Slides } from '@rostrum/slides';
import type { DeckFacts } from '@rostrum/domain';
import { USUAL_WIDTHS, type DeckFiles, type DeckKey, type PageWidth } from './deck-files.ts';
import { neutralPage } from './neutral-page.ts';

export interface PageImagesTools {
  readonly files: DeckFiles;
  readonly slides: Slides;
  report(error: unknown, what: string): void;
}
export interface MakeOptions {
  /** Both usual widths from one drawing, or the widest. */
  readonly size: 'usual' | 'large';
  readonly priority: Priority;
  readonly signal?: AbortSignal;
  /** The PDF where it is not among the blobs yet. */
  readonly pdf?: string;
}

/** The deck's file is not there (any more). */
export class DeckGone extends Error {
  override readonly name = 'DeckGone';
}

/** Draws pages once, whoever asks for them and however many at a time, and keeps them. */
export class PageImages {
  readonly #tools: PageImagesTools;
  readonly #making = new Map<string, Promise<void>>();

  constructor(tools: PageImagesTools) {
    this.#tools = tools;
  }

  /** Pages that are being drawn or wait for it. */
  get waiting(): number {
    return this.#making.size;
  }

  /**
   * Resolves once the page's images are kept; a page that cannot be drawn gets a neutral image, and the log says so.
   * Rejects with `DeckGone`, with the signal's reason, or when the disk fails.
   */
  make(key: DeckKey, facts: DeckFacts, index: number, options: MakeOptions): Promise<void> {
    const name = `${key.session}/${key.deck}/${index}/${options.size}`;
    let making = this.#making.get(name);
    if (!making) {
      making = this.#make(key, facts, index, options).finally(() => this.#making.delete(name));
      this.#making.set(name, making);
    }
    return making;
  }

  async #make(key: DeckKey, facts: DeckFacts, index: number, options: MakeOptions): Promise<void> {
    const { files } = this.#tools;
    const widths: readonly PageWidth[] = options.size === 'usual' ? USUAL_WIDTHS : [3840];
    const there = await Promise.all(widths.map((width) => files.hasPage(key, index, width)));
    if (there.every(Boolean)) return;
    const pdf = options.pdf ?? (await files.pdf(key));
    if (pdf === undefined) throw new DeckGone(`${key.session}/${key.deck}`);
    const images = await this.#draw(pdf, key, facts, index, widths, options);
    await Promise.all(widths.map((width, at) => files.putPage(key, index, width, images[at] ?? new Uint8Array())));
    if (options.pdf === undefined && (await files.withdrawnAsGone(key, { page: index, widths })))
      throw new DeckGone(`${key.session}/${key.deck}`);
  }

  async #draw(
    pdf: string,
    { deck }: DeckKey,
    facts: DeckFacts,
    index: number,
    widths: readonly PageWidth[],
    { priority, signal }: MakeOptions,
  ): Promise<Uint8Array[]> {
    const draw = async (): Promise<Uint8Array[]> => {
      const images = await this.#tools.slides.renderPage(pdf, index, widths, { priority, ...(signal && { signal }) });
      return images.map((one) => one.webp);
    };
    try {
      return await draw().catch((error: unknown) => {
        // A worker may have died of something else than this page: it gets a second one.
        if (error instanceof PageRenderError && error.code === 'crashed') return draw();
        throw error;
      });
    } catch (error) {
      if (!(error instanceof PageRenderError)) throw error;
      this.#tools.report(error, `deck ${deck}`);
      const shape = (facts.shapes[index] ?? 1778) / 1000;
      return Promise.all(widths.map((width) => neutralPage(index, Math.max(shape, 0.001), width)));
    }
  }
}
