import type { AttendancePage, QuestionPage, QuestionView } from '@rostrum/domain';
import { m } from '#lib/paraglide/messages.js';
import { eraser } from '#lib/sync/name-erased.ts';

export type Attendee = AttendancePage['people'][number];

/** What grows with the crowd and stands in no view: who was present, and every question. Fetched a page at a time. */
export class RecordData {
  #people = $state.raw<readonly Attendee[]>([]);
  #totals = $state.raw<AttendancePage['totals']>();
  #questions = $state.raw<readonly QuestionView[]>([]);
  #loading = $state(true);
  #failed = $state(false);
  readonly #named = eraser();
  readonly #shown = $derived(
    this.#named({ people: this.#people, questions: this.#questions }, m.common_erased_person()),
  );

  get people(): readonly Attendee[] {
    return this.#shown.people;
  }
  get totals(): AttendancePage['totals'] | undefined {
    return this.#totals;
  }
  /** Answered ones and open ones, the oldest first. */
  get questions(): readonly QuestionView[] {
    return this.#shown.questions;
  }
  get loading(): boolean {
    return this.#loading;
  }
  get failed(): boolean {
    return this.#failed;
  }

  /** Fetches everything anew; gives back how to stop. What was there stays until the new is whole. */
  load(session: string): () => void {
    const stop = new AbortController();
    const root = `/s/${session}/host/`;
    const all = async (): Promise<void> => {
      this.#loading = true;
      const [people, answered, open] = await Promise.all([
        everyPage<AttendancePage>(`${root}attendance?`, stop.signal),
        everyPage<QuestionPage>(`${root}questions?status=answered&`, stop.signal),
        everyPage<QuestionPage>(`${root}questions?status=open&`, stop.signal),
      ]);
      this.#people = people.flatMap((page) => page.people);
      this.#totals = people[0]?.totals;
      this.#questions = [...answered, ...open].flatMap((page) => page.questions);
      this.#failed = false;
      this.#loading = false;
    };
    all().catch(() => {
      if (stop.signal.aborted) return;
      this.#failed = true;
      this.#loading = false;
    });
    return () => stop.abort();
  }
}

const everyPage = async <T extends { next?: string }>(path: string, signal: AbortSignal): Promise<T[]> => {
  const pages: T[] = [];
  let after = '';
  for (;;) {
    const response = await fetch(`${path}${after}`, { signal });
    const page = (await response.json()) as T & { readonly ok: boolean };
    if (!page.ok) throw new Error('refused');
    pages.push(page);
    if (page.next === undefined) return pages;
    after = `after=${encodeURIComponent(page.next)}`;
  }
};
