import { SvelteMap } from 'svelte/reactivity';
import type { DeckView, Role } from '@rostrum/domain';

export interface PageText {
  readonly text: string;
  readonly notes?: string;
}
type Fetch = (url: string) => Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>;

/** Texts come with the page images; until then it is asked again after so many milliseconds. */
const AGAIN = 2_000;
const TRIES = 8;

/** Words and notes of pages, fetched once each. Reading is reactive and starts the fetching. */
export class PageTexts {
  /** The address under which the server gives pages to this role. */
  readonly #pages: string;
  readonly #fetch: Fetch;
  readonly #texts = new SvelteMap<string, PageText>();
  readonly #asked: Record<string, true> = {};

  constructor(session: string, role: Role, get: Fetch = (url) => fetch(url)) {
    this.#pages = `/s/${session}/${role}/page`;
    this.#fetch = get;
  }

  /** Undefined while it is not there. `index` is 0-based. */
  of(deck: string, index: number): PageText | undefined {
    return this.#texts.get(`${deck}/${index}`);
  }

  /** Fetches what will be shown, once a first page is drawn. Call from an effect; pages that there are none of are left out. */
  want({ deck, pages, ready }: Pick<DeckView, 'deck' | 'pages' | 'ready'>, indices: readonly number[]): void {
    if (ready === 0) return;
    for (const index of indices) {
      const key = `${deck}/${index}`;
      if (index < 0 || index >= pages || this.#asked[key]) continue;
      this.#asked[key] = true;
      void this.#get(key, TRIES);
    }
  }

  async #get(key: string, tries: number): Promise<void> {
    const found = await this.#ask(key);
    if (found) this.#texts.set(key, found);
    else if (tries > 1) setTimeout(() => void this.#get(key, tries - 1), AGAIN);
    // Given up for now; whoever wants it later asks again.
    else delete this.#asked[key];
  }

  async #ask(key: string): Promise<PageText | undefined> {
    try {
      const response = await this.#fetch(`${this.#pages}/${key}/text.json`);
      return response.ok ? ((await response.json()) as PageText) : undefined;
    } catch {
      return undefined;
    }
  }
}
