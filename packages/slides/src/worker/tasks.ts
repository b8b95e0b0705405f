import type { DeckProblem, PageImage, PageSize } from '../contract.ts';

/** What the main thread asks of a worker: one plain object, files by path. */
export type Task =
  | { kind: 'open'; pdf: string; maxPages: number }
  | { kind: 'text'; pdf: string; index: number }
  | { kind: 'render'; pdf: string; index: number; widths: readonly number[] }
  | { kind: 'presentation'; file: string }
  | { kind: 'picture'; file: string; pdf: string };

type Answer<T> = (T & { ok: true }) | { ok: false; problem: DeckProblem };

export interface Answers {
  open: Answer<{ pages: number; title?: string; sizes: PageSize[] }>;
  /** `ok: false`: the page is unreadable */
  text: { ok: true; text: string; size: PageSize } | { ok: false; detail: string };
  render: { ok: true; images: PageImage[] } | { ok: false; detail: string };
  /** Notes of the slides that are not hidden, in the order of the show. */
  presentation: Answer<{ notes: string[]; title?: string }>;
  picture: Answer<object>;
}
