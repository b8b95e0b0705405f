/** What the rest of the house sees of slides. */

export type DeckKind = 'pdf' | 'pptx' | 'image';

/**
 * Why a file cannot become a deck.
 * - `not-a-deck`: neither PDF, PPTX nor a picture that we read, whatever its name says
 * - `encrypted`: it opens with a password only
 * - `broken`: it is of a kind that we read, and damaged
 * - `empty`: no bytes, or no page
 * - `too-many-pages`, `too-large`: beyond the limits; `detail` holds the limit
 * - `needs-libreoffice`: PPTX, and LibreOffice is not on this machine
 * - `conversion-failed`: LibreOffice made no PDF of it; `detail` says what it reported
 */
export interface DeckProblem {
  code:
    | 'not-a-deck'
    | 'encrypted'
    | 'broken'
    | 'empty'
    | 'too-many-pages'
    | 'too-large'
    | 'needs-libreoffice'
    | 'conversion-failed';
  detail?: string;
}

/** In points (1/72 inch), after rotation, as the page is seen. */
export interface PageSize {
  width: number;
  height: number;
}

export type Inspection =
  | { ok: true; kind: DeckKind; pdf: string; pages: number; title?: string; sizes: PageSize[] }
  | { ok: false; problem: DeckProblem };

export interface PageInfo extends PageSize {
  /** from 0 */
  index: number;
  /** Lines as the file orders them, normalised (see `plainText`). */
  text: string;
  /** The speaker's notes of a PPTX; empty for other decks. */
  notes: string;
  /** Set when the page could not be read: then `text` is empty and the size is that of the page before. */
  problem?: PageProblem;
}

/** `timeout`: took longer than allowed; `crashed`: its worker died; `unreadable`: the file is damaged there. */
export type PageProblem = 'timeout' | 'crashed' | 'unreadable';

/** A page that could not be drawn. The deck's other pages go on. */
export class PageRenderError extends Error {
  override readonly name = 'PageRenderError';
  readonly code: PageProblem;
  /** from 0 */
  readonly index: number;

  constructor(code: PageProblem, index: number, detail?: string) {
    super(`page ${index + 1}: ${code}${detail === undefined ? '' : ` (${detail})`}`);
    this.code = code;
    this.index = index;
  }
}

export interface PageImage {
  /** pixels */
  width: number;
  height: number;
  webp: Uint8Array;
}

/** `now` goes before everything that waits; `background` waits for it and can be paused. */
export type Priority = 'now' | 'background';

export interface WorkOptions {
  priority?: Priority;
  signal?: AbortSignal;
}

export interface SlidesOptions {
  /** Worker threads; 2 to 4 by the machine when absent. */
  workers?: number;
  /** Path of LibreOffice's `soffice`; looked for when absent. */
  libreOffice?: string;
  /** 500 when absent. */
  maxPages?: number;
  /** 200 MiB when absent. */
  maxBytes?: number;
  /** How long one page may take; 30,000 when absent. */
  pageTimeoutMs?: number;
  /** How long LibreOffice may take for one file; 180,000 when absent. */
  conversionTimeoutMs?: number;
  /** Called each time that nothing is running and nothing that may run is waiting. */
  onIdle?: () => void;
}

export interface Slides {
  /**
   * Opens and checks a file by its content. `pdf` is the file itself, or the PDF made of it in `workDir`
   * (with the notes beside it), which stays there; on a problem or an abort nothing new is left in `workDir`.
   * Rejects only on an abort (with the signal's reason) or when the disk fails.
   */
  inspect(file: string, workDir: string, signal?: AbortSignal): Promise<Inspection>;
  /** Pages `from` (included) to `to` (excluded), counted from 0. In the background unless told otherwise. */
  texts(pdf: string, from: number, to: number, options?: WorkOptions): Promise<PageInfo[]>;
  /**
   * One page as WebP, once for each of `widths` (pixels of the page box as it is seen), in that order, from one
   * rasterisation. A page more than twice as tall as wide is made narrower, so that its height is twice the
   * width asked for. `now` unless told otherwise. Rejects with a `PageRenderError`, or with the signal's reason.
   */
  renderPage(pdf: string, index: number, widths: readonly number[], options?: WorkOptions): Promise<PageImage[]>;
  /** Background work waits until `resumeBackground`; what is being drawn is finished. */
  pauseBackground(): void;
  resumeBackground(): void;
  /** The path of LibreOffice that PPTX files will be converted with. */
  libreOffice(): Promise<string | undefined>;
  /** Abandons what waits and what runs (their promises reject) and ends the workers. */
  close(): Promise<void>;
}
