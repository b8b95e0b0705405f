import type { Role } from '@rostrum/domain';

/** Widths in which the server makes page images; the widest only when asked for. */
const PAGE_WIDTHS = [960, 1920, 3840] as const;
export type PageWidth = (typeof PAGE_WIDTHS)[number];

export interface PageImage {
  readonly session: string;
  readonly role: Role;
  readonly deck: string;
  /** 0-based. */
  readonly index: number;
  readonly width: PageWidth;
}

export const pageImageUrl = ({ session, role, deck, index, width }: PageImage): string =>
  `/s/${session}/${role}/page/${deck}/${index}/${width}.webp`;

/** A stretch that nobody sees; below it the smaller image is taken. */
const STRETCH = 1.15;

/**
 * The width to ask for, for a page of a shape (width over height) fitted whole into a box of CSS pixels. `widest` keeps
 * phones and small screens from asking for images that the server would have to make for them.
 */
export const pageWidth = (
  box: { readonly width: number; readonly height: number },
  shape: number,
  pixelRatio: number,
  widest: PageWidth = 1920,
): PageWidth => {
  const drawn = Math.min(box.width, box.height * shape) * pixelRatio;
  for (const width of PAGE_WIDTHS) if (width >= widest || width * STRETCH >= drawn) return width;
  return widest;
};

/** Loads and decodes an image, and holds it as long as it is referenced; rejects when it cannot be had. */
export type LoadImage = (url: string) => Promise<object>;

/** Safari's `decode` rejects now and then for images that it then shows: a loaded one is good enough. */
const loadInBrowser: LoadImage = (url) =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onerror = () => reject(new Error(`no image at ${url}`));
    image.onload = () => {
      const done = () => resolve(image);
      image.decode().then(done, done);
    };
    image.src = url;
  });

/**
 * Pages decoded ahead, so that showing one never flickers: swap the address only after `ready`. Holds the most recently
 * wanted ones, the rest is left to the browser's cache. (A decoded page of 1920 × 1080 takes 8 MB.)
 */
export class PageImages {
  readonly #limit: number;
  readonly #load: LoadImage;
  /** Least recently wanted first. */
  readonly #images = new Map<string, Promise<object>>();
  readonly #decoded = new Set<string>();

  constructor(limit = 8, load: LoadImage = loadInBrowser) {
    this.#limit = limit;
    this.#load = load;
  }

  /** Whether it can be shown this instant. */
  has(url: string): boolean {
    return this.#decoded.has(url);
  }

  /** Resolves once the image is decoded. Rejects when it cannot be had; the next call tries again. */
  async ready(url: string): Promise<void> {
    await this.#want(url);
  }

  /** Fetches what will probably be shown, the likeliest first. Failures are left to `ready`. */
  preload(urls: readonly string[]): void {
    // The likeliest is wanted last, so that it is the last to be given up.
    for (const url of urls.slice(0, this.#limit).reverse()) this.#want(url).catch(() => undefined);
  }

  #want(url: string): Promise<object> {
    const known = this.#images.get(url);
    const image = known ?? this.#load(url);
    this.#images.delete(url);
    this.#images.set(url, image);
    if (!known) {
      image.then(
        () => {
          if (this.#images.get(url) === image) this.#decoded.add(url);
        },
        () => {
          if (this.#images.get(url) === image) this.#images.delete(url);
        },
      );
      this.#trim();
    }
    return image;
  }

  #trim(): void {
    for (const url of Array.from(this.#images.keys()).slice(0, Math.max(0, this.#images.size - this.#limit))) {
      this.#images.delete(url);
      this.#decoded.delete(url);
    }
  }
}
